import type { ActiveFault, Fault } from "../../faults.ts";
import type { Mail } from "../../mail/read-mail.ts";
import type { LoggedRequest } from "../../request-log.ts";
import type { SandboxJson } from "../sandbox-json.ts";

export type Time = { now: string; offsetMs: number };
export type FaultInput = Pick<Fault, "service" | "endpoint" | "kind"> & Partial<Fault>;

export const readSandbox = () => call<SandboxJson>("GET", "./sandbox.json");
export const readTime = () => call<Time>("GET", "./control/clock");
export const advance = (ms: number) => call<Time>("POST", "./control/clock", { advanceMs: ms });
export const readFaults = () => call<ActiveFault[]>("GET", "./control/faults");
export const addFault = (fault: FaultInput) => call<ActiveFault>("POST", "./control/faults", fault);
/** One fault, or without an id all of them. */
export const removeFault = (id?: number) =>
  call<{ removed: boolean }>("DELETE", `./control/faults${id === undefined ? "" : `/${id}`}`);
export const readRequests = (after: number) =>
  call<LoggedRequest[]>("GET", `./control/requests?after=${after}`);
export const readMails = () => call<Mail[]>("GET", "./control/mails");
export const clearRequests = () => call<{ cleared: true }>("DELETE", "./control/requests");

/** @throws an Error with the desk's own message when it refuses */
async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(path, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as T & { message?: string };
  if (!response.ok) throw new Error(answer.message ?? `${path} answered ${response.status}`);
  return answer;
}

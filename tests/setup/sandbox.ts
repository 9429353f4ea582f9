import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type FileHandle, open, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openSeen, seenFolder } from "./seen.ts";
import { watchProduct } from "./watch-browser.ts";

/** `GET /sandbox.json` of a running sandbox. */
export type SandboxAddresses = {
  app: string;
  admin: string;
  storefront: string;
  phone: string;
  line: { api: string; data: string; access: string };
  shopify: string;
  control: { clock: string; faults: string; requests: string; mails: string };
  shop: { domain: string; customers: { id: string; email: string | null }[] };
  channel: {
    messaging: { channelId: string; channelSecret: string; botUserId: string };
    login: { channelId: string; channelSecret: string };
    liff: { liffId: string; endpointUrl: string; url: string };
    users: { displayName: string; userId: string }[];
  };
};

/** Starts the sandbox as a person does, on free ports, and waits until it prints the desk's address. */
export async function startSandbox(): Promise<{
  desk: string;
  addresses: SandboxAddresses;
  /** Pushes the sandbox's clock forward. */
  advance: (duration: string) => Promise<void>;
  stop: () => Promise<void>;
}> {
  const child = spawn(process.execPath, ["sandbox/start.ts", "--free-ports"], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: { ...process.env, LOG_LEVEL: "trace" },
  });
  const name = `sandbox-${child.pid}`;
  child.on("message", (told: { secrets: string[] }) => openSeen(name).tell(told));
  const { desk, logPath } = await printedAddresses(child);
  const addresses = (await (await fetch(`${desk}/sandbox.json`)).json()) as SandboxAddresses;
  const log = await open(logPath);
  watchProduct({ name, app: addresses.app, storefront: addresses.storefront });
  return {
    desk,
    addresses,
    async advance(duration) {
      const answer = await fetch(addresses.control.clock, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ advance: duration }),
      });
      if (!answer.ok) throw new Error(`The clock refused: ${await answer.text()}`);
    },
    async stop() {
      if (child.exitCode === null) {
        openSeen(name).tell(await knownAtStandIns(addresses));
        child.kill("SIGTERM");
        await once(child, "exit");
      }
      await keepProductLog(log, name);
    },
  };
}

/** What the sandbox prints once it is up: the desk's address, and where the product's log is. */
async function printedAddresses(child: ChildProcess): Promise<{ desk: string; logPath: string }> {
  let output = "";
  return new Promise((found, fail) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const [, desk] = /Desk\s+(http:\S+)/.exec(output) ?? [];
      const [, logPath] = /App's log\s+(\S+)\n/.exec(output) ?? [];
      if (desk && logPath) found({ desk, logPath });
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", (code) => fail(new Error(`The sandbox ended with ${code}:\n${output}`)));
  });
}

/** The people at the stand-ins, and the secrets of the shop's channels: nothing of it may be in a log or an address. */
async function knownAtStandIns({ shopify, line }: SandboxAddresses) {
  const read = async (url: string) => (await fetch(url)).json() as Promise<unknown>;
  const customers = (await read(`${shopify}/_sandbox/customers`)) as {
    firstName?: string;
    lastName?: string;
  }[];
  const state = (await read(`${line.api}/_sandbox/state`)) as {
    messagingChannels: { channelSecret: string; longLivedAccessToken?: string }[];
    loginChannels: { channelSecret: string }[];
    users: { displayName: string; userIds: Record<string, string> }[];
  };
  const names = customers.map(({ firstName, lastName }) => `${lastName} ${firstName}`);
  return {
    secrets: [
      ...state.messagingChannels.flatMap((each) => [
        each.channelSecret,
        each.longLivedAccessToken ?? "",
      ]),
      ...state.loginChannels.map(({ channelSecret }) => channelSecret),
    ],
    personal: [
      ...names,
      ...customers.flatMap(wordsAbout),
      ...state.users.flatMap(({ displayName, userIds }) => [
        displayName,
        ...Object.values(userIds),
      ]),
    ],
  };
}

const ABOUT_A_PERSON = /^(email|phone|address[12]|city|zip|company)$/;

/** A customer's e-mail, number and address, however deep they stand. */
function wordsAbout(customer: object): string[] {
  return Object.entries(customer).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value === "object" && value !== null) return wordsAbout(value);
    return typeof value === "string" && ABOUT_A_PERSON.test(key) ? [value] : [];
  });
}

/** The sandbox has removed its folder by now; the file is there as long as it is open. */
async function keepProductLog(log: FileHandle, name: string): Promise<void> {
  const folder = seenFolder();
  if (folder) await writeFile(join(folder, `${name}.log`), await log.readFile());
  await log.close();
}

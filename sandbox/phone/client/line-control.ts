import type { PhoneAct } from "../../line/phone-acts.ts";
import type { MessagingChannel, PhoneUser, Talk, TalkMessage } from "../../line/state.ts";

/** Who and what the stand-in has: the part of `GET /_sandbox/state` that a phone needs. */
export type LineState = { users: PhoneUser[]; messagingChannels: MessagingChannel[] };

/** One person and one bot of a provider that knows the person. */
export type TalkKey = { botUserId: string; userId: string };

/** Addresses are relative to the page, which relays `api/` to the stand-in. */
export async function readLineState(): Promise<LineState> {
  return asJson<LineState>(await fetch("./api/state"));
}

export async function readTalk(key: TalkKey, after: number): Promise<Talk> {
  return asJson<Talk>(await fetch(`${talkPath(key)}?after=${after}`));
}

export type ActOutcome = { ok: true } | { ok: false; reason: string };

/** What the person does. Refused acts (blocked, not a friend) come back with the stand-in's own words. */
export async function act(key: TalkKey, what: PhoneAct): Promise<ActOutcome> {
  const response = await fetch(`${talkPath(key)}/acts`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(what),
  });
  if (response.ok) return { ok: true };
  const { message } = (await response.json()) as { message?: string };
  return { ok: false, reason: message ?? String(response.status) };
}

export const talkPath = ({ botUserId, userId }: TalkKey) => `./api/talks/${botUserId}/${userId}`;

/** Gives the stand-in the bytes of what is to be sent; the answer stands in an act's `upload`. */
export async function upload(file: Blob): Promise<string> {
  const answer = await fetch("./api/uploads", {
    method: "POST",
    headers: { "content-type": file.type || "application/octet-stream" },
    body: file,
  });
  return (await asJson<{ upload: string }>(answer)).upload;
}

/** Where the bytes of what the person sent can be seen, as an absolute URL. */
export const contentUrl = (message: TalkMessage) =>
  new URL(`./api/content/${message.messageId}`, window.location.href).href;

async function asJson<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  return (await response.json()) as T;
}

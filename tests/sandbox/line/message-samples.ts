import { lineWorld, type Answer } from "./line-world.ts";

export const IMAGE_URL = "https://example.com/a.png";
export const words = (length: number) => "あ".repeat(length);
export const body = (...contents: unknown[]) => ({ type: "box", layout: "vertical", contents });
export const flex = (contents: unknown) => ({ type: "flex", altText: "案内", contents });
export const bubble = (...contents: unknown[]) => flex({ type: "bubble", body: body(...contents) });
export const button = (action: object, more: object = {}) => ({ type: "button", action, ...more });
export const open = { type: "uri", label: "開く", uri: "https://example.com/" };
export const say = { type: "message", label: "はい", text: "はい" };
export const quick = (...actions: object[]) => ({
  type: "text",
  text: "どれ?",
  quickReply: { items: actions.map((action) => ({ type: "action", action })) },
});
export const buttons = (more: object = {}) => ({
  type: "template",
  altText: "選択",
  template: { type: "buttons", text: "選んでください", actions: [say], ...more },
});
export const column = { text: "列", actions: [say] };
export const carousel = (columns: object[]) => ({
  type: "template",
  altText: "選択",
  template: { type: "carousel", columns },
});

/** What LINE says of one message. */
export async function validate(message: unknown): Promise<Answer> {
  const { call } = await lineWorld();
  return call("POST", "/v2/bot/message/validate/push", { messages: [message] });
}

import type { SandboxClock } from "../clock.ts";
import { newToken, newUlid } from "./ids.ts";

/** A webhook event in LINE's form, before it is sent. */
export type WebhookEvent = {
  type: string;
  mode: "active";
  timestamp: number;
  source: { type: "user"; userId: string };
  webhookEventId: string;
  deliveryContext: { isRedelivery: boolean };
  replyToken?: string;
} & Record<string, unknown>;

type Content = { type: string } & Record<string, unknown>;

/** The events that a person's acts on the phone cause (LINE reference, "Webhook event objects"). */
export function createWebhookEvents(clock: SandboxClock) {
  function event(type: string, userId: string, rest: Record<string, unknown>): WebhookEvent {
    const timestamp = clock.now();
    return {
      type,
      ...rest,
      webhookEventId: newUlid(timestamp),
      deliveryContext: { isRedelivery: false },
      timestamp,
      source: { type: "user", userId },
      mode: "active",
    };
  }

  return {
    follow: (userId: string, isUnblocked: boolean) =>
      event("follow", userId, { replyToken: newToken(), follow: { isUnblocked } }),
    unfollow: (userId: string) => event("unfollow", userId, {}),
    message: (userId: string, message: Content) =>
      event("message", userId, { replyToken: newToken(), message }),
    /** LINE's YAML lacks this event; its SDKs have it (`MessageEditedEvent`). */
    messageEdited: (userId: string, message: Content) =>
      event("messageEdited", userId, { replyToken: newToken(), message }),
    /** Nothing can be replied to it (LINE reference, "Unsend event"). */
    unsend: (userId: string, messageId: string) =>
      event("unsend", userId, { unsend: { messageId } }),
    postback: (userId: string, data: string, params?: Record<string, string>) =>
      event("postback", userId, {
        replyToken: newToken(),
        postback: { data, ...(params ? { params } : {}) },
      }),
    /** A failed link has no reply token (LINE reference, "Account link event"). */
    accountLink: (userId: string, result: "ok" | "failed", nonce: string) =>
      event("accountLink", userId, {
        ...(result === "ok" ? { replyToken: newToken() } : {}),
        link: { result, nonce },
      }),
  };
}

export type WebhookEvents = ReturnType<typeof createWebhookEvents>;

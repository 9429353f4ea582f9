/**
 * What the stand-in knows: the shapes that the control API (`/_sandbox/…`) speaks, and that a program which seeds
 * or draws it can import. Times are epoch milliseconds; `at` is sandbox time, `…RealAt` is real time.
 */

export type Provider = { providerId: string; name: string };

/** A Messaging API channel, that is a LINE Official Account's bot. */
export type MessagingChannel = {
  channelId: string;
  channelSecret: string;
  providerId: string;
  botUserId: string;
  basicId: string;
  premiumId?: string;
  displayName: string;
  pictureUrl?: string;
  /** Whether chat is on in LINE Official Account Manager. */
  chatMode: "chat" | "bot";
  markAsReadMode: "auto" | "manual";
  /** A verified or premium account; only these may list their followers. */
  verified: boolean;
  quota: MessageQuota;
  webhook: WebhookSetting;
  /** A token that never ends, as the console issues them. Stateless tokens need none. */
  longLivedAccessToken?: string;
};

type MessageQuota = { type: "none" } | { type: "limited"; value: number };

export type WebhookSetting = {
  endpoint?: string;
  /** "Use webhook" in the console; the API cannot switch it. */
  active: boolean;
  /** "Webhook redelivery" in the console; off by default, as at LINE. */
  redelivery: boolean;
};

export type LoginChannel = {
  channelId: string;
  channelSecret: string;
  providerId: string;
  displayName: string;
  /** The bot that `bot_prompt` offers as a friend. */
  linkedBotUserId?: string;
  callbackUrls: string[];
  /** A developing channel lets only its testers log in. */
  status: "developing" | "published";
  testerUserIds: string[];
  /** Whether LINE approved the `email` scope. */
  emailPermission: boolean;
  liffApps: LiffApp[];
};

/** A LIFF app of a login channel, as the console adds it. */
export type LiffApp = {
  /** The channel's id, a hyphen and eight characters */
  liffId: string;
  endpointUrl: string;
  scopes: ("openid" | "profile" | "email")[];
};

/** A person with a phone. LINE gives the same person another user id under every provider. */
export type PhoneUser = {
  personId: string;
  userIds: Record<string, string>;
  displayName: string;
  pictureUrl?: string;
  statusMessage?: string;
  /** BCP 47. */
  language?: string;
  email?: string;
};

/** What the person did with the bot: never added it, has it as a friend, or blocked it. */
export type Friendship = "none" | "following" | "blocked";

/** A message object as the bot sent it, or as the phone shows what the person sent. */
export type LineMessage = { type: string } & Record<string, unknown>;

export type TalkMessage = {
  /** Grows by one within the stand-in; the cursor of `?after=`. */
  id: number;
  messageId: string;
  at: number;
  from: "bot" | "user";
  /** How it came: LINE's endpoint for the bot's, the act for the person's. */
  via: "push" | "reply" | "multicast" | "typed" | "displayText";
  message: LineMessage;
  quoteToken?: string;
  /** When the person took it back; `message` is then `{ type: "unsent" }`. */
  unsentAt?: number;
  editedAt?: number;
  /** The person's message was marked as read by the bot. */
  read: boolean;
  notificationDisabled: boolean;
  /** `x-line-request-id` of the bot's request: what was sent together shares it. */
  requestId?: string;
  /** The webhook event that the person's message became. */
  webhookEventId?: string;
};

export type Talk = {
  botUserId: string;
  userId: string;
  friendship: Friendship;
  /** Until when the bot's loading animation is shown. */
  loadingUntilRealAt?: number;
  messages: TalkMessage[];
};

export type WebhookOutcome =
  | { kind: "delivered"; statusCode: number }
  /** LINE's own words for why: `could_not_connect`, `request_timeout` (2 s), `error_status_code`, `unclassified`. */
  | { kind: "failed"; reason: WebhookFailure; statusCode: number; detail: string }
  /** No webhook URL, or "Use webhook" is off. */
  | { kind: "not-sent" }
  /** By an injected fault. */
  | { kind: "dropped" };

export type WebhookFailure =
  "could_not_connect" | "request_timeout" | "error_status_code" | "unclassified";

export type WebhookDelivery = {
  id: number;
  webhookEventId: string;
  type: string;
  botUserId: string;
  userId: string;
  attempt: number;
  isRedelivery: boolean;
  realAt: number;
  outcome: WebhookOutcome;
};

export type StandInUrls = {
  /** Stands for https://api.line.me */
  api: string;
  /** Stands for https://api-data.line.me */
  data: string;
  /** Stands for https://access.line.me */
  access: string;
};

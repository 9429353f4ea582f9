import type { SandboxClock } from "../clock.ts";
import type { ChannelCall, Endpoints } from "./endpoints.ts";
import { newMessageId, newToken, USER_ID } from "./ids.ts";
import type { QuotaBook } from "./quota.ts";
import * as replies from "./replies.ts";
import { refuse, refuseProperty, type ApiReply } from "./replies.ts";
import type { ReplyTokens } from "./reply-tokens.ts";
import { createRetryKeys } from "./retry-keys.ts";
import type { LineStore } from "./store.ts";
import type { LineMessage, TalkMessage } from "./state.ts";
import type { Talks } from "./talks.ts";
import type { MessageValidator } from "./validate-message.ts";

type Dependencies = {
  clock: SandboxClock;
  store: LineStore;
  talks: Talks;
  quota: QuotaBook;
  replyTokens: ReplyTokens;
  validator: MessageValidator;
};

type SentMessage = { id: string; quoteToken?: string };

/** Kinds of message that can be quoted, and so come with a quote token (LINE docs, "Get quote tokens"). */
const QUOTABLE = new Set(["text", "textV2", "sticker", "image", "video", "template", "flex"]);

/** Sending: push, reply, multicast, and the validation of what would be sent. */
export function addMessageEndpoints(api: Endpoints, dependencies: Dependencies): void {
  const { store, talks, quota, replyTokens, validator } = dependencies;
  const retryKeys = createRetryKeys(dependencies.clock);

  function newSentMessages(messages: LineMessage[]): SentMessage[] {
    return messages.map(({ type }) => ({
      id: newMessageId(),
      ...(QUOTABLE.has(type) ? { quoteToken: newToken() } : {}),
    }));
  }

  /** LINE docs, "Get quote tokens": one can only be used in the talk where the quoted message is. */
  function quoteRefusal(call: ChannelCall, userId: string): ApiReply | undefined {
    const wrong = messagesOf(call).findIndex(
      ({ quoteToken }) =>
        quoteToken !== undefined && !talks.quoted(call.channel.botUserId, userId, quoteToken),
    );
    if (wrong === -1) return undefined;
    const property = `messages[${wrong}].quoteToken`;
    return refuse(400, "The request body has 1 error(s)", [
      { message: "Invalid quote token", property },
    ]);
  }

  function deliver(
    call: ChannelCall,
    userId: string,
    via: TalkMessage["via"],
    sent: SentMessage[],
  ): void {
    messagesOf(call).forEach((message, index) => {
      const { id, quoteToken } = sent[index] ?? { id: newMessageId() };
      talks.append(call.channel.botUserId, userId, {
        messageId: id,
        from: "bot",
        via,
        message,
        requestId: call.requestId,
        notificationDisabled: call.body.notificationDisabled === true,
        ...(quoteToken ? { quoteToken } : {}),
      });
    });
  }

  api.forChannel(
    "POST /v2/bot/message/push",
    (call) =>
      retryKeys.guard(call, () => {
        const refusal =
          validator.refusal("PushMessageRequest", call.body) ?? unitRefusal(call.body);
        if (refusal) return refusal;
        const { channel } = call;
        const to = String(call.body.to);
        // Groups and rooms (C…, R…) are not simulated: no bot is in one.
        if (!/^[UCR][0-9a-f]{32}$/.test(to)) return refuseProperty("to");
        if (!store.knows(channel, to)) return refuse(400, "Failed to send messages");
        const quoteFault = quoteRefusal(call, to);
        if (quoteFault) return quoteFault;
        const isReachable = store.isReachable(channel.botUserId, to, "push");
        if (!quota.hasRoomFor(channel, isReachable ? 1 : 0)) return replies.QUOTA_SPENT;
        const sentMessages = newSentMessages(messagesOf(call));
        if (isReachable) {
          quota.count(channel, 1);
          deliver(call, to, "push", sentMessages);
        }
        return { status: 200, json: { sentMessages } };
      }),
    "json",
  );

  api.forChannel(
    "POST /v2/bot/message/multicast",
    (call) =>
      retryKeys.guard(call, () => {
        const { channel, body } = call;
        const refusal = validator.refusal("MulticastRequest", body) ?? recipientRefusal(body.to);
        if (refusal) return refusal;
        if (messagesOf(call).some(({ quoteToken }) => quoteToken !== undefined))
          return refuseProperty("quoteToken");
        const people = [...new Set(body.to as string[])].filter(
          (userId) =>
            store.knows(channel, userId) &&
            store.isReachable(channel.botUserId, userId, "multicast"),
        );
        if (!quota.hasRoomFor(channel, people.length)) return replies.QUOTA_SPENT;
        quota.count(channel, people.length);
        for (const userId of people)
          deliver(call, userId, "multicast", newSentMessages(messagesOf(call)));
        return replies.OK;
      }),
    "json",
  );

  api.forChannel(
    "POST /v2/bot/message/reply",
    (call) => {
      if (call.headers["x-line-retry-key"] !== undefined) {
        return refuse(400, "The retry key is not supported by this endpoint");
      }
      const refusal = validator.refusal("ReplyMessageRequest", call.body);
      if (refusal) return refusal;
      const { channel } = call;
      const userId = replyTokens.find(channel.botUserId, call.body.replyToken);
      if (userId === undefined) return refuse(400, "Invalid reply token");
      const quoteFault = quoteRefusal(call, userId);
      if (quoteFault) return quoteFault;
      replyTokens.use(String(call.body.replyToken));
      const sentMessages = newSentMessages(messagesOf(call));
      if (store.friendship(channel.botUserId, userId) !== "blocked") {
        deliver(call, userId, "reply", sentMessages);
      }
      return { status: 200, json: { sentMessages } };
    },
    "json",
  );

  for (const kind of ["reply", "push", "multicast", "narrowcast", "broadcast"]) {
    api.forChannel(
      `POST /v2/bot/message/validate/${kind}`,
      ({ body }) => validator.refusal("ValidateMessageRequest", body) ?? replies.OK,
      "json",
    );
  }
}

/** The messages of a body that the validator has passed. */
function messagesOf({ body }: ChannelCall): LineMessage[] {
  return body.messages as LineMessage[];
}

/** LINE names the first id that is no user id and sends to nobody; the details here name all of them. */
function recipientRefusal(to: unknown): ApiReply | undefined {
  const wrong = (to as string[])
    .map((userId, index) => (USER_ID.test(userId) ? undefined : `to[${index}]`))
    .filter((property) => property !== undefined);
  if (wrong.length === 0) return undefined;
  return refuse(
    400,
    `The property, ${wrong[0]}, in the request body is invalid (line: -, column: -)`,
    wrong.map((property) => ({ message: "invalid user id", property })),
  );
}

/** LINE reference, `customAggregationUnits`: one name of 1–30 letters, digits and underscores. */
function unitRefusal({
  customAggregationUnits: units,
}: Record<string, unknown>): ApiReply | undefined {
  if (units === undefined) return undefined;
  const names = units as string[];
  const isValid = names.length <= 1 && names.every((name) => /^[a-zA-Z0-9_]{1,30}$/.test(name));
  return isValid ? undefined : refuseProperty("customAggregationUnits");
}

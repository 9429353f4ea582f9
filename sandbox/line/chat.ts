import type { ContentStore } from "./content-store.ts";
import type { Endpoints } from "./endpoints.ts";
import { loadOpenApi } from "./openapi.ts";
import { FORBIDDEN, OK, refuseProperty, type ApiReply } from "./replies.ts";
import type { Talks } from "./talks.ts";

/** Marking as read, and the loading animation. */
export function addChatEndpoints(
  api: Endpoints,
  dependencies: {
    content: ContentStore;
    talks: Talks;
    knows: (botUserId: string, userId: string) => boolean;
  },
): void {
  const { content, talks, knows } = dependencies;
  // LINE reference for partners: no ordinary account may use it; the others mark as read by token.
  api.forChannel(
    "POST /v2/bot/message/markAsRead",
    ({ body }) => shapeRefusal("MarkMessagesAsReadRequest", body) ?? FORBIDDEN,
    "json",
  );
  api.forChannel(
    "POST /v2/bot/chat/markAsRead",
    ({ body, channel }) => {
      const refusal = shapeRefusal("MarkMessagesAsReadByTokenRequest", body);
      if (refusal) return refusal;
      const token = content.readToken(String(body.markAsReadToken));
      if (token?.botUserId !== channel.botUserId) return refuseProperty("markAsReadToken");
      talks.markAsRead(token.botUserId, token.userId, token.messageId);
      return OK;
    },
    "json",
  );
  api.forChannel(
    "POST /v2/bot/chat/loading/start",
    ({ body, channel }) => {
      const refusal = shapeRefusal("ShowLoadingAnimationRequest", body);
      if (refusal) return refusal;
      const { chatId, loadingSeconds = 20 } = body;
      if (!knows(channel.botUserId, String(chatId))) return refuseProperty("chatId");
      // LINE reference, "Display a loading animation": 5 to 60 seconds in steps of 5.
      const seconds = Number(loadingSeconds);
      if (seconds % 5 !== 0) return refuseProperty("loadingSeconds");
      talks.showLoading(channel.botUserId, String(chatId), seconds);
      return { status: 202, json: {} };
    },
    "json",
  );
}

/** The refusal of a body that is not what LINE's OpenAPI document describes; it names the first property that is wrong. */
function shapeRefusal(schema: string, body: Record<string, unknown>): ApiReply | undefined {
  const validate = loadOpenApi("messaging-api").validator(schema);
  if (validate(body)) return undefined;
  const [fault] = validate.errors ?? [];
  const missing = (fault?.params as { missingProperty?: string } | undefined)?.missingProperty;
  return refuseProperty(missing ?? fault?.instancePath.slice(1).replaceAll("/", ".") ?? "");
}

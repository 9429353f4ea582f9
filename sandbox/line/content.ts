import type { Endpoints } from "./endpoints.ts";
import { newToken } from "./ids.ts";
import { NOT_FOUND, OK, refuse, refuseProperty } from "./replies.ts";
import type { Talks } from "./talks.ts";

/** One grey pixel, for an image whose bytes were not given. */
const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

type Content = { botUserId: string; data: Buffer; contentType: string };
type ReadToken = { botUserId: string; userId: string; messageId: string };

export type ContentStore = ReturnType<typeof createContentStore>;

/** What came with the people's messages: bytes of images, and tokens by which a bot marks them as read. */
export function createContentStore() {
  const contents = new Map<string, Content>();
  const readTokens = new Map<string, ReadToken>();
  return {
    keep(messageId: string, botUserId: string, base64 = PIXEL, contentType = "image/png"): void {
      contents.set(messageId, { botUserId, data: Buffer.from(base64, "base64"), contentType });
    },
    content: (messageId: string) => contents.get(messageId),
    issueReadToken(botUserId: string, userId: string, messageId: string): string {
      const token = newToken();
      readTokens.set(token, { botUserId, userId, messageId });
      return token;
    },
    readToken: (token: string) => readTokens.get(token),
  };
}

/** On api-data.line.me: the bytes of what people sent, each only to the bot that it was sent to. */
export function addContentEndpoints(data: Endpoints, content: ContentStore): void {
  for (const path of ["content", "content/preview"]) {
    data.forChannel(`GET /v2/bot/message/{messageId}/${path}`, ({ params, channel }) => {
      const found = content.content(params.messageId ?? "");
      if (found?.botUserId !== channel.botUserId) return refuse(404, "not found");
      return { status: 200, bytes: { data: found.data, contentType: found.contentType } };
    });
  }
  data.forChannel("GET /v2/bot/message/{messageId}/content/transcoding", ({ params, channel }) => {
    const found = content.content(params.messageId ?? "");
    if (found?.botUserId !== channel.botUserId) return NOT_FOUND;
    return { status: 200, json: { status: "succeeded" } };
  });
}

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
  api.forChannel(
    "POST /v2/bot/chat/markAsRead",
    ({ body, channel }) => {
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
      const { chatId, loadingSeconds = 20 } = body;
      if (typeof chatId !== "string" || !knows(channel.botUserId, chatId))
        return refuseProperty("chatId");
      const seconds = Number(loadingSeconds);
      if (!(seconds >= 5 && seconds <= 60 && seconds % 5 === 0))
        return refuseProperty("loadingSeconds");
      talks.showLoading(channel.botUserId, chatId, seconds);
      return { status: 202, json: {} };
    },
    "json",
  );
}

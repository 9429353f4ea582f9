import type { Content, ContentStore } from "./content-store.ts";
import type { ChannelCall, Endpoints } from "./endpoints.ts";
import { refuse, type ApiReply } from "./replies.ts";

const NO_CONTENT = refuse(404, "Not found");
const GONE = refuse(410, "Gone");
/** LINE reference, "Get content": a large video or sound is being prepared; ask again. */
const BEING_PREPARED: ApiReply = { status: 202, json: {} };

/** On api-data.line.me: what people sent, each only to the bot that it was sent to. */
export function addContentEndpoints(data: Endpoints, contents: ContentStore): void {
  function serve(call: ChannelCall, read: (content: Content) => ApiReply): ApiReply {
    const found = contents.find(call.params.messageId ?? "", call.channel.botUserId);
    if (found === undefined) return NO_CONTENT;
    if (found === "gone") return GONE;
    if (found.transcoding === "processing" && isPrepared(found.content)) return BEING_PREPARED;
    if (found.transcoding === "failed" && isPrepared(found.content)) return NO_CONTENT;
    return read(found.content);
  }

  data.forChannel("GET /v2/bot/message/{messageId}/content", (call) =>
    serve(call, ({ data: bytes, contentType }) => ({
      status: 200,
      bytes: { data: bytes, contentType },
    })),
  );
  data.forChannel("GET /v2/bot/message/{messageId}/content/preview", (call) =>
    serve(call, ({ kind, preview, contentType }) => {
      if (!preview || (kind !== "image" && kind !== "video")) return NO_CONTENT;
      const type = kind === "image" ? contentType : "image/png";
      return { status: 200, bytes: { data: preview, contentType: type } };
    }),
  );
  data.forChannel("GET /v2/bot/message/{messageId}/content/transcoding", ({ params, channel }) => {
    const found = contents.find(params.messageId ?? "", channel.botUserId);
    if (found === undefined) return NO_CONTENT;
    if (found === "gone") return GONE;
    if (!isPrepared(found.content)) return NO_CONTENT;
    return { status: 200, json: { status: found.transcoding } };
  });
}

/** LINE reference, "Verify the preparation status of a video or audio": only these are prepared. */
const isPrepared = ({ kind }: Content) => kind === "video" || kind === "audio";

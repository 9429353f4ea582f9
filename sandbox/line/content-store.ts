import { newToken } from "./ids.ts";

/** One grey pixel, for pictures whose bytes were not given. */
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);
const TYPES = {
  image: "image/png",
  video: "video/mp4",
  audio: "audio/x-m4a",
  file: "application/octet-stream",
};

/** How long LINE prepares a video or a sound unless an act says otherwise, in real milliseconds. LINE names no time. */
const PREPARING_MS = 1_500;

type ContentKind = keyof typeof TYPES;
export type Transcoding = "processing" | "succeeded" | "failed";
export type Content = { kind: ContentKind; data: Buffer; contentType: string; preview?: Buffer };
type Kept = Content & {
  botUserId: string;
  /** Absent: it is ready at `readyAt`, real epoch milliseconds. */
  transcoding?: Transcoding;
  readyAt: number;
  isGone: boolean;
};
export type NewContent = Partial<Omit<Content, "kind">> & {
  kind: ContentKind;
  transcoding?: Transcoding;
};

type ReadToken = { botUserId: string; userId: string; messageId: string };
type Upload = { data: Buffer; contentType: string };

/** What a bot finds: the content and how far LINE is with it, `gone` when LINE has deleted it, undefined for what never was. */
type FoundContent = { content: Content; transcoding: Transcoding } | "gone" | undefined;

export type ContentStore = ReturnType<typeof createContentStore>;

/** What came with the people's messages: bytes of pictures, films, sounds and files, and tokens that mark as read. */
export function createContentStore() {
  const contents = new Map<string, Kept>();
  const uploads = new Map<string, Upload>();
  const readTokens = new Map<string, ReadToken>();
  return {
    /** Bytes that a phone will send with an act; the id stands in the act's `upload`. */
    upload(data: Buffer, contentType: string): string {
      const id = newToken();
      uploads.set(id, { data, contentType });
      return id;
    },
    uploaded: (id: string) => uploads.get(id),

    keep(messageId: string, botUserId: string, input: NewContent): void {
      const { kind, transcoding } = input;
      const needsPreparing = kind === "video" || kind === "audio";
      contents.set(messageId, {
        kind,
        botUserId,
        data: input.data ?? (kind === "image" ? PIXEL : Buffer.alloc(0)),
        contentType: input.contentType ?? TYPES[kind],
        preview: kind === "image" ? (input.data ?? PIXEL) : (input.preview ?? PIXEL),
        ...(transcoding ? { transcoding } : {}),
        readyAt: needsPreparing ? Date.now() + PREPARING_MS : 0,
        isGone: false,
      });
    },
    find(messageId: string, botUserId: string): FoundContent {
      const kept = contents.get(messageId);
      if (kept?.botUserId !== botUserId) return undefined;
      if (kept.isGone) return "gone";
      const byTime = Date.now() >= kept.readyAt ? "succeeded" : "processing";
      return { content: kept, transcoding: kept.transcoding ?? byTime };
    },
    /** What the phone shows of its own: at once, whatever LINE is still doing with it. */
    content: (messageId: string): Content | undefined => contents.get(messageId),
    /** Ends, fails or holds the preparation of a video or a sound. False when there is no such content. */
    setTranscoding(messageId: string, transcoding: Transcoding): boolean {
      const kept = contents.get(messageId);
      if (kept) kept.transcoding = transcoding;
      return kept !== undefined;
    },
    /** LINE deletes content after a time that it does not name. False when there is no such content. */
    expire(messageId: string): boolean {
      const kept = contents.get(messageId);
      if (kept) kept.isGone = true;
      return kept !== undefined;
    },
    /** What was unsent is nowhere any more. */
    remove(messageId: string): void {
      contents.delete(messageId);
    },

    issueReadToken(botUserId: string, userId: string, messageId: string): string {
      const token = newToken();
      readTokens.set(token, { botUserId, userId, messageId });
      return token;
    },
    readToken: (token: string) => readTokens.get(token),
  };
}

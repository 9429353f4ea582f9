import express, { type Express, type Router } from "express";
import { z } from "zod";
import type { ContentStore } from "./content-store.ts";
import { transcodingSchema } from "./phone-acts.ts";
import { drawEmoji, drawSticker, sendableEmojis, sendableStickers } from "./stamps.ts";

/** Larger than any film that LINE's app lets one send, so that what a bot does with one can be seen. */
const MAX_UPLOAD = "300mb";

const contentPatch = z.union([
  z.object({ transcoding: transcodingSchema }),
  z.object({ gone: z.literal(true) }),
]);

/** `POST /_sandbox/uploads`: raw bytes of any kind; the id goes into an act's `upload`. */
export function addUploads(app: Express, content: ContentStore): void {
  const readBytes = express.raw({ type: () => true, limit: MAX_UPLOAD });
  app.post("/_sandbox/uploads", readBytes, (req, res) => {
    const data = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
    res.json({
      upload: content.upload(data, req.get("content-type") ?? "application/octet-stream"),
    });
  });
}

/** What people sent, and the pictures that the stand-in draws in place of LINE's stickers and emoji. */
export function addContentControl(
  control: Router,
  content: ContentStore,
  found: <Thing>(thing: Thing | undefined) => Thing,
): void {
  control.get("/content/:messageId", (req, res) => {
    const { contentType, data } = found(content.content(req.params.messageId));
    res.type(contentType).send(data);
  });
  control.patch("/content/:messageId", (req, res) => {
    const { messageId } = req.params;
    const patch = contentPatch.parse(req.body);
    const isDone =
      "gone" in patch
        ? content.expire(messageId)
        : content.setTranscoding(messageId, patch.transcoding);
    found(isDone || undefined);
    res.json(patch);
  });

  control.get("/stickers", (_req, res) => void res.json(sendableStickers));
  control.get("/emojis", (_req, res) => void res.json(sendableEmojis));
  control.get("/stickers/:packageId/:stickerId.svg", (req, res) => {
    res.type("svg").send(drawSticker(req.params.packageId, req.params.stickerId));
  });
  control.get("/emojis/:productId/:emojiId.svg", (req, res) => {
    res.type("svg").send(drawEmoji(req.params.productId, req.params.emojiId));
  });
}

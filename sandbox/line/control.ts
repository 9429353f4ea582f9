import express, { type Express, type NextFunction, type Request, type Response } from "express";
import { forwardRejections } from "../forward-rejections.ts";
import { z } from "zod";
import type { SandboxClock } from "../clock.ts";
import { faultSchema, type Faults } from "../faults.ts";
import type { RequestLog } from "../request-log.ts";
import { addContentControl, addUploads } from "./control-content.ts";
import type { ContentStore } from "./content-store.ts";
import { phoneActSchema } from "./phone-acts.ts";
import type { Phone } from "./phone.ts";
import type { QuotaBook } from "./quota.ts";
import type { ReplyTokens } from "./reply-tokens.ts";
import { SeedError, type LineStore } from "./store.ts";
import type { StandInUrls } from "./state.ts";
import { streamTalk } from "./talk-stream.ts";
import type { Talks } from "./talks.ts";
import type { Webhooks } from "./webhooks.ts";
import * as seeds from "./seed-schemas.ts";

type Dependencies = {
  clock: SandboxClock;
  faults: Faults;
  requests: RequestLog;
  store: LineStore;
  talks: Talks;
  phone: Phone;
  webhooks: Webhooks;
  content: ContentStore;
  replyTokens: ReplyTokens;
  quota: QuotaBook;
  urls: () => StandInUrls;
};

/** Something that the control API was asked for and does not have. */
class NotThere extends Error {}

/** `/_sandbox/…`: seeding the stand-in and driving the phones over HTTP. The README lists the calls. */
export function addControl(app: Express, dependencies: Dependencies): void {
  const { clock, faults, requests, store, talks, phone, webhooks, content, quota } = dependencies;
  const control = forwardRejections(express.Router());
  app.use("/_sandbox", allowLoopbackOrigins);
  addUploads(app, content);
  app.use("/_sandbox", express.json({ limit: "15mb", type: () => true }), control);

  const found = <Thing>(thing: Thing | undefined): Thing => {
    if (thing === undefined) throw new NotThere();
    return thing;
  };
  const after = (req: Request) => Number(req.query.after ?? 0) || 0;
  const talkOf = (req: Request): [string, string] => {
    const { botUserId = "", userId = "" } = req.params;
    const channel = found(store.bot(botUserId));
    if (!store.knows(channel, userId)) throw new NotThere();
    return [botUserId, userId];
  };

  control.get("/state", (_req, res) => {
    res.json({
      urls: dependencies.urls(),
      providers: store.providers(),
      messagingChannels: store.messagingChannels(),
      loginChannels: store.loginChannels(),
      users: store.users(),
      friendships: store.friendships(),
    });
  });

  control.post("/providers", (req, res) => {
    res.json(store.addProvider(seeds.provider.parse(req.body)));
  });
  control.post("/messaging-channels", (req, res) => {
    res.json(store.addMessagingChannel(seeds.newMessagingChannel.parse(req.body)));
  });
  control.patch("/messaging-channels/:channelId", (req, res) => {
    const patch = seeds.messagingChannelPatch.parse(req.body);
    res.json(found(store.updateMessagingChannel(req.params.channelId, patch)));
  });
  control.post("/login-channels", (req, res) => {
    res.json(store.addLoginChannel(seeds.newLoginChannel.parse(req.body)));
  });
  control.patch("/login-channels/:channelId", (req, res) => {
    const patch = seeds.loginChannelPatch.parse(req.body);
    res.json(found(store.updateLoginChannel(req.params.channelId, patch)));
  });
  control.post("/users", (req, res) => {
    res.json(store.addUser(seeds.newUser.parse(req.body)));
  });
  control.put("/friendships/:botUserId/:userId", (req, res) => {
    const [botUserId, userId] = talkOf(req);
    store.setFriendship(botUserId, userId, seeds.friendship.parse(req.body).friendship);
    talks.friendshipChanged(botUserId, userId);
    res.json(talks.read(botUserId, userId, Infinity));
  });

  control.get("/talks/:botUserId/:userId", (req, res) => {
    res.json(talks.read(...talkOf(req), after(req)));
  });
  control.get("/talks/:botUserId/:userId/stream", (req, res) => {
    streamTalk(talks, talkOf(req), Number(req.get("last-event-id") ?? 0) || after(req), res);
  });
  control.post("/talks/:botUserId/:userId/acts", (req, res, next) => {
    const done = phone.act(...talkOf(req), phoneActSchema.parse(req.body));
    if (!done.ok) return void res.status(409).json({ message: done.reason });
    const { messages, webhookEventIds } = done;
    if (req.query.wait === undefined) return void res.json({ messages, webhookEventIds });
    done.deliveries.then((deliveries) => res.json({ messages, webhookEventIds, deliveries }), next);
  });

  control.get("/deliveries", (req, res) => void res.json(webhooks.deliveries(after(req))));
  addContentControl(control, content, found);
  control.delete("/reply-tokens/:botUserId", (req, res) => {
    const { botUserId } = found(store.bot(req.params.botUserId));
    res.json({ ended: dependencies.replyTokens.end(botUserId) });
  });

  control.get("/usage/:channelId", (req, res) => {
    const channel = found(store.messagingChannel(req.params.channelId));
    res.json({ month: quota.month(), totalUsage: quota.usage(channel) });
  });
  control.put("/usage/:channelId", (req, res) => {
    const channel = found(store.messagingChannel(req.params.channelId));
    quota.setUsage(channel, seeds.usage.parse(req.body).totalUsage);
    res.json({ month: quota.month(), totalUsage: quota.usage(channel) });
  });

  control.get("/faults", (_req, res) => void res.json(faults.list()));
  control.post("/faults", (req, res) => void res.json(faults.add(faultSchema.parse(req.body))));
  control.delete("/faults", (_req, res) => void res.json({ removed: faults.remove() }));
  control.delete(
    "/faults/:id",
    (req, res) => void res.json({ removed: faults.remove(Number(req.params.id)) }),
  );
  control.get("/requests", (req, res) => void res.json(requests.list(after(req))));
  control.get(
    "/clock",
    (_req, res) => void res.json({ now: clock.now(), offsetMs: clock.offsetMs() }),
  );
  control.post("/clock", (req, res) => {
    clock.advance(seeds.clock.parse(req.body).advanceMs);
    res.json({ now: clock.now(), offsetMs: clock.offsetMs() });
  });

  control.use((error: unknown, _req: Request, res: Response, next: NextFunction) => {
    if (error instanceof NotThere)
      return void res.status(404).json({ message: "There is no such thing here." });
    if (error instanceof z.ZodError)
      return void res.status(400).json({ message: z.prettifyError(error) });
    if (error instanceof SeedError || error instanceof RangeError) {
      return void res.status(400).json({ message: error.message });
    }
    next(error);
  });
}

/** Pages on loopback (a phone, a desk) may call; a page from elsewhere that is open in the same browser may not. */
function allowLoopbackOrigins(req: Request, res: Response, next: NextFunction): void {
  const { origin } = req.headers;
  if (origin === undefined) return next();
  const isLoopback =
    URL.canParse(origin) && ["localhost", "127.0.0.1", "[::1]"].includes(new URL(origin).hostname);
  if (!isLoopback)
    return void res.status(403).json({ message: "Only pages on loopback may call this." });
  res.set({
    "access-control-allow-origin": origin,
    "access-control-allow-methods": "GET, POST, PUT, PATCH, DELETE",
    "access-control-allow-headers": "content-type, last-event-id",
    vary: "origin",
  });
  if (req.method === "OPTIONS") return void res.sendStatus(204);
  next();
}

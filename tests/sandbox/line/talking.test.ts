import { expect, test } from "vitest";
import type { PhoneAct } from "#sandbox/line/phone-acts.ts";
import { botServer, lineWorld, request, text, type LineWorld } from "./line-world.ts";

type Message = { id: string; quoteToken?: string; markAsReadToken?: string } & Record<
  string,
  unknown
>;
type Event = { type: string; replyToken?: string; message?: Message } & Record<string, unknown>;

async function world() {
  const server = await botServer();
  const line = await lineWorld();
  line.bot.webhook = { endpoint: server.url, active: true, redelivery: false };
  line.bot.longLivedAccessToken = "mine";
  const events = () => server.received.flatMap(({ body }) => body.events as Event[]);
  const media = (id: string, path = "content", token = "mine") =>
    fetch(`${line.line.urls.data}/v2/bot/message/${id}/${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
  return { ...line, events, media };
}

/** Does it and waits for the webhook; throws when the phone refuses. */
async function act({ line, bot, userId }: LineWorld, what: PhoneAct, as = userId) {
  const done = line.phone.act(bot.botUserId, as, what);
  if (!done.ok) throw new Error(done.reason);
  await done.deliveries;
  return done.messages[0]?.messageId ?? "";
}

test("LINE emoji come with where in the text they stand, and an emoji behind the text's end is refused", async () => {
  const here = await world();
  const emojis = [{ index: 6, length: 7, productId: "5ac1bfd5040ab15980c9b435", emojiId: "001" }];
  await act(here, { type: "text", text: "ありがとう (smile)", emojis });
  expect(here.events()[0]?.message).toMatchObject({ text: "ありがとう (smile)", emojis });
  await expect(act(here, { type: "text", text: "短い", emojis })).rejects.toThrow(
    "emoji-outside-text",
  );
});

test.each([
  ["text", { type: "text", text: "a" }, true],
  ["sticker", { type: "sticker", packageId: "446", stickerId: "1988" }, true],
  ["image", { type: "image" }, true],
  ["video", { type: "video", duration: 3_000 }, true],
  ["audio", { type: "audio", duration: 3_000 }, false],
  ["file", { type: "file", fileName: "見積.pdf" }, false],
  ["location", { type: "location", latitude: 35, longitude: 139 }, false],
] satisfies [string, PhoneAct, boolean][])(
  "A person's %s comes with a token to mark it as read, and with a quote token where LINE gives one",
  async (_kind, what, canBeQuoted) => {
    const here = await world();
    await act(here, what);
    const message = here.events()[0]?.message;
    expect(message?.markAsReadToken).toEqual(expect.any(String));
    expect(typeof message?.quoteToken).toBe(canBeQuoted ? "string" : "undefined");
  },
);

test("A video is 202 while LINE prepares it, then its bytes; transcoding tells how far it is", async () => {
  const here = await world();
  const data = Buffer.from("frames");
  const id = await act(here, {
    type: "video",
    base64: data.toString("base64"),
    duration: 1_200,
    transcoding: "processing",
  });
  expect((await here.media(id)).status).toBe(202);
  expect((await here.media(id, "content/preview")).status).toBe(202);
  expect(await (await here.media(id, "content/transcoding")).json()).toEqual({
    status: "processing",
  });
  here.line.content.setTranscoding(id, "succeeded");
  expect(await (await here.media(id, "content/transcoding")).json()).toEqual({
    status: "succeeded",
  });
  const ready = await here.media(id);
  expect([ready.status, ready.headers.get("content-type")]).toEqual([200, "video/mp4"]);
  expect(Buffer.from(await ready.arrayBuffer())).toEqual(data);
  expect((await here.media(id, "content/preview")).status).toBe(200);
});

test("A video or a sound is ready by itself after a moment", async () => {
  const here = await world();
  const id = await act(here, { type: "audio", duration: 1_000 });
  expect((await here.media(id)).status).toBe(202);
  await expect.poll(async () => (await here.media(id)).status, { timeout: 5_000 }).toBe(200);
});

test("A preparation that failed is told, and there is nothing to fetch then", async () => {
  const here = await world();
  const id = await act(here, { type: "audio", transcoding: "failed" });
  expect(await (await here.media(id, "content/transcoding")).json()).toEqual({ status: "failed" });
  expect((await here.media(id)).status).toBe(404);
});

test("A file is ready at once, has neither a preview nor a preparation, and says its name and size", async () => {
  const here = await world();
  const base64 = Buffer.from("%PDF-1.7").toString("base64");
  const id = await act(here, {
    type: "file",
    fileName: "見積.pdf",
    base64,
    contentType: "application/pdf",
  });
  expect(here.events()[0]?.message).toMatchObject({ fileName: "見積.pdf", fileSize: 8 });
  const got = await here.media(id);
  expect([got.status, got.headers.get("content-type")]).toEqual([200, "application/pdf"]);
  expect((await here.media(id, "content/preview")).status).toBe(404);
  expect((await here.media(id, "content/transcoding")).status).toBe(404);
});

test("Content is another bot's 404, a text's 404, 410 when LINE deleted it, and 404 once it was unsent", async () => {
  const here = await world();
  const other = here.line.state.addMessagingChannel({
    providerId: here.providerId,
    longLivedAccessToken: "other",
  });
  const image = await act(here, { type: "image" });
  expect((await here.media(image, "content", other.longLivedAccessToken)).status).toBe(404);
  expect((await here.media(await act(here, { type: "text", text: "a" }))).status).toBe(404);
  here.line.content.expire(image);
  expect((await here.media(image)).status).toBe(410);
  await act(here, { type: "unsend", messageId: image });
  expect((await here.media(image)).status).toBe(404);
});

test("Unsending tells the message's id without a reply token, and the talk keeps the place only", async () => {
  const here = await world();
  const id = await act(here, { type: "text", text: "間違えました" });
  await act(here, { type: "unsend", messageId: id });
  const event = here.events()[1];
  expect(event).toMatchObject({ type: "unsend", unsend: { messageId: id } });
  expect(event).not.toHaveProperty("replyToken");
  expect(here.talk()).toEqual([{ type: "unsent" }]);
  await expect(act(here, { type: "unsend", messageId: id })).rejects.toThrow("unknown-message");
  await expect(act(here, { type: "edit", messageId: id, text: "b" })).rejects.toThrow(
    "unknown-message",
  );
});

test("Editing tells the same message with its new text; only one's own texts can be edited", async () => {
  const here = await world();
  const id = await act(here, { type: "text", text: "三時に" });
  await act(here, { type: "edit", messageId: id, text: "四時に" });
  const [first, second] = here.events();
  expect(second).toMatchObject({ type: "messageEdited", message: { id, text: "四時に" } });
  expect(second?.message?.quoteToken).toBe(first?.message?.quoteToken);
  expect(here.talk()).toEqual([{ type: "text", text: "四時に" }]);
  const image = await act(here, { type: "image" });
  await expect(act(here, { type: "edit", messageId: image, text: "x" })).rejects.toThrow(
    "unknown-message",
  );
  await here.call("POST", "/v2/bot/message/push", { to: here.userId, messages: [text("店から")] });
  const { messages } = here.line.talks.read(here.bot.botUserId, here.userId);
  const fromBot = messages.at(-1)?.messageId ?? "";
  await expect(act(here, { type: "unsend", messageId: fromBot })).rejects.toThrow(
    "unknown-message",
  );
});

test("A quote leads both ways: the bot quotes the person, the person quotes the bot", async () => {
  const here = await world();
  await act(here, { type: "text", text: "在庫は?" });
  const quoteToken = here.events()[0]?.message?.quoteToken;
  const push = (token: unknown, to = here.userId) =>
    here.call("POST", "/v2/bot/message/push", {
      to,
      messages: [{ ...text("あります"), quoteToken: token }],
    });
  const sent = await push(quoteToken);
  const [answer] = (sent.json as { sentMessages: Message[] }).sentMessages;
  expect((await push(quoteToken)).status).toBe(200);

  await act(here, { type: "text", text: "二つ", quoteToken: answer?.quoteToken });
  expect(here.events()[1]?.message).toMatchObject({ quotedMessageId: answer?.id });
  await expect(act(here, { type: "text", text: "?", quoteToken: "none" })).rejects.toThrow(
    "unknown-quote",
  );
});

test("A quote token of another talk, or of none, is refused and uses no reply token up", async () => {
  const here = await world();
  const other = here.line.state.addUser({ displayName: "太郎" }).userIds[here.providerId] ?? "";
  here.line.state.setFriendship(here.bot.botUserId, other, "following");
  await act(here, { type: "text", text: "花子です" });
  await act(here, { type: "text", text: "太郎です" }, other);
  const [hanako, taro] = here.events();
  const reply = (quoteToken?: string) =>
    here.call("POST", "/v2/bot/message/reply", {
      replyToken: hanako?.replyToken,
      messages: [{ ...text("はい"), ...(quoteToken ? { quoteToken } : {}) }],
    });
  const refused = await reply(taro?.message?.quoteToken);
  expect(refused).toMatchObject({
    status: 400,
    json: { details: [{ property: "messages[0].quoteToken" }] },
  });
  expect((await reply(hanako?.message?.quoteToken)).status).toBe(200);
});

test("Friends who talk at once have their own events, tokens and talks", async () => {
  const here = await world();
  const people = Array.from(
    { length: 5 },
    (_, n) => here.line.state.addUser({ displayName: `客${n}` }).userIds[here.providerId] ?? "",
  );
  await Promise.all(people.map((id) => act(here, { type: "text", text: id }, id)));
  const replies = here.events().map(async ({ replyToken, message, source }) => {
    expect(source).toEqual({ type: "user", userId: message?.text });
    return here.call("POST", "/v2/bot/message/reply", {
      replyToken,
      messages: [text(`to ${String(message?.text)}`)],
    });
  });
  expect((await Promise.all(replies)).map(({ status }) => status)).toEqual(people.map(() => 200));
  for (const id of people) {
    const said = here.line.talks
      .read(here.bot.botUserId, id)
      .messages.map(({ message }) => message);
    expect(said).toEqual([text(id), text(`to ${id}`)]);
  }
});

test("A bot's reply tokens can be ended at once, and its next ones are fresh", async () => {
  const here = await world();
  await act(here, { type: "text", text: "a" });
  const end = await request(
    `${here.line.urls.api}/_sandbox/reply-tokens/${here.bot.botUserId}`,
    "DELETE",
  );
  expect(end.json).toEqual({ ended: 1 });
  await act(here, { type: "text", text: "b" });
  const [old, fresh] = here.events();
  const reply = (replyToken?: string) =>
    here.call("POST", "/v2/bot/message/reply", { replyToken, messages: [text("はい")] });
  expect(await reply(old?.replyToken)).toMatchObject({
    status: 400,
    json: { message: "Invalid reply token" },
  });
  expect((await reply(fresh?.replyToken)).status).toBe(200);
});

test.each([
  ["/v2/bot/chat/loading/start", {}, 400],
  ["/v2/bot/chat/loading/start", { loadingSeconds: 5 }, 400],
  ["/v2/bot/chat/loading/start", { chatId: 5 }, 400],
  ["/v2/bot/chat/loading/start", { chatId: "ME", loadingSeconds: "20" }, 400],
  ["/v2/bot/chat/loading/start", { chatId: "ME", loadingSeconds: 12 }, 400],
  ["/v2/bot/chat/loading/start", { chatId: "ME", loadingSeconds: 65 }, 400],
  ["/v2/bot/chat/loading/start", { chatId: "ME", loadingSeconds: 60 }, 202],
  ["/v2/bot/chat/loading/start", { chatId: "ME" }, 202],
  ["/v2/bot/chat/markAsRead", {}, 400],
  ["/v2/bot/chat/markAsRead", { markAsReadToken: 1 }, 400],
  ["/v2/bot/chat/markAsRead", { markAsReadToken: "none" }, 400],
  ["/v2/bot/message/markAsRead", { chat: {} }, 400],
  ["/v2/bot/message/markAsRead", { chat: { userId: "ME" } }, 403],
])("%s with %j is answered as LINE's documents say: %i", async (path, body, status) => {
  const here = await world();
  const filled = JSON.parse(JSON.stringify(body).replace("ME", here.userId)) as unknown;
  expect((await here.call("POST", path, filled)).status).toBe(status);
});

test("A phone uploads what it sends, and the preparation and the end of content are driven over HTTP", async () => {
  const here = await world();
  const control = `${here.line.urls.api}/_sandbox`;
  const film = Buffer.alloc(3_000_000, 7);
  const uploaded = await fetch(`${control}/uploads`, {
    method: "POST",
    headers: { "content-type": "video/mp4" },
    body: film,
  });
  const { upload } = (await uploaded.json()) as { upload: string };
  const id = await act(here, { type: "video", upload, transcoding: "processing" });
  const patch = (body: unknown, which = id) =>
    request(`${control}/content/${which}`, "PATCH", body);
  expect((await patch({ transcoding: "succeeded" })).status).toBe(200);
  expect(Buffer.from(await (await here.media(id)).arrayBuffer())).toEqual(film);
  expect((await patch({ gone: true })).status).toBe(200);
  expect((await here.media(id)).status).toBe(410);
  expect((await patch({ gone: true }, "1")).status).toBe(404);
  expect((await patch({ transcoding: "never" })).status).toBe(400);
  await expect(act(here, { type: "file", fileName: "a", upload: "none" })).rejects.toThrow(
    "unknown-upload",
  );
});

test("Stickers and emoji of LINE's list are drawn, each in its own way and always alike", async () => {
  const { line } = await lineWorld();
  const control = `${line.urls.api}/_sandbox`;
  const draw = async (path: string) => {
    const got = await fetch(`${control}/${path}`);
    expect(got.headers.get("content-type")).toContain("image/svg+xml");
    return got.text();
  };
  const moon = await draw("stickers/446/1988.svg");
  expect(await draw("stickers/446/1988.svg")).toBe(moon);
  expect(await draw("stickers/789/10855.svg")).not.toBe(moon);
  await draw("emojis/5ac1bfd5040ab15980c9b435/001.svg");
  const { json } = await request(`${control}/stickers`, "GET");
  expect(json).toContainEqual(expect.objectContaining({ packageId: "446", first: 1988 }));
});

test("Who reads a talk's stream is told what was edited and what was unsent", async () => {
  const here = await world();
  const id = await act(here, { type: "text", text: "a" });
  const told: unknown[] = [];
  here.line.talks.subscribe(here.bot.botUserId, here.userId, (change) => told.push(change.kind));
  await act(here, { type: "edit", messageId: id, text: "b" });
  await act(here, { type: "unsend", messageId: id });
  expect(told.filter((kind) => kind === "changed")).toHaveLength(2);
});

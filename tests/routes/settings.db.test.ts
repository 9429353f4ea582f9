import type { Shop } from "@prisma/client";
import { beforeEach, expect, test } from "vitest";
import { createChannelWorld } from "#tests/channels/channel-world.ts";
import { createShop } from "#tests/factories/shop.ts";

const world = await createChannelWorld();
const { db, faults } = world;
const settings = await import("#app/routes/app.settings._index.tsx");
const linking = await import("#app/routes/app.settings.linking.tsx");
const loginState = await import("#app/routes/app.settings.login.tsx");
const { staffRequest } = await import("#tests/factories/staff-request.ts");

const OTHER = "https://other.example/hook";

beforeEach(() => void faults.remove());

const asked = (request: Request) => ({ request, params: {}, context: {} });
const installedShop = () => createShop(db, { detailsReadAt: new Date() });

async function connectedShop(options: { webhookUrl?: string } = {}) {
  const connected = await world.connectedShop(options);
  const detailsReadAt = new Date();
  await db.shop.update({ where: { id: connected.shopId }, data: { detailsReadAt } });
  return connected;
}

async function read(shop: Shop) {
  return settings.loader(asked(await staffRequest({ shop, path: "/app/settings" })));
}

/** What the page is answered, with its status. */
async function post(shop: Shop, form: Record<string, string>) {
  const request = await staffRequest({ shop, path: "/app/settings?index", form });
  const { data: answer, init } = await settings.action(asked(request));
  return { answer, status: init?.status };
}

test("a shop that is not connected gets the form and the callback URL to register", async () => {
  const page = await read(await installedShop());
  expect(page).toEqual({
    settings: { callbackUrl: `${world.appUrl}/line/callback`, channel: null },
    look: null,
  });
});

test("ids and secrets are checked and saved by the form, and LINE's word follows", async () => {
  const shop = await installedShop();
  const { bot, login } = world.addAccount({ webhookUrl: OTHER });
  const form = {
    intent: "connect",
    messagingChannelId: ` ${bot.channelId} `,
    messagingSecret: bot.channelSecret,
    loginChannelId: login.channelId,
    loginSecret: login.channelSecret,
  };
  expect(await post(shop, { ...form, messagingSecret: "0".repeat(32) })).toEqual({
    status: 422,
    answer: { ok: false, errors: { messagingSecret: "wrong_secret" } },
  });
  expect(await post(shop, form)).toEqual({
    status: 200,
    answer: { ok: true, intent: "connect" },
  });
  const page = await read(shop);
  expect(page.settings.channel).toMatchObject({
    messagingChannelId: bot.channelId,
    bot: { displayName: "結び商店" },
    webhook: { mode: "undecided" },
  });
  expect(await page.look).toMatchObject({ webhook: { holder: "other", url: OTHER } });
  expect(await db.auditEntry.findFirst({ where: { shopId: shop.id } })).toMatchObject({
    actor: "staff:42",
  });
});

test("the webhook is taken from another tool, tested, and given back on disconnecting", async () => {
  const { shop, shopId, account } = await connectedShop({ webhookUrl: OTHER });
  expect(await post(shop, { intent: "take_webhook", replaces: "" })).toEqual({
    status: 422,
    answer: { ok: false, trouble: "changed" },
  });
  expect(world.urlAtLine(account)).toBe(OTHER);

  const taken = await post(shop, { intent: "take_webhook", replaces: OTHER });
  expect(taken.answer).toMatchObject({ ok: true, test: { success: true } });
  expect((await post(shop, { intent: "test_webhook" })).answer).toMatchObject({
    test: { success: true },
  });
  const gone = await post(shop, { intent: "disconnect", restoreWebhook: "true" });
  expect(gone.answer).toEqual({ ok: true, intent: "disconnect", webhook: "restored" });
  expect(world.urlAtLine(account)).toBe(OTHER);
  expect((await world.row(shopId)).messagingChannelId).toBeNull();
});

test("steps are ticked, and the merchant's login is begun and waited for", async () => {
  const { shop } = await connectedShop();
  await post(shop, { intent: "tick_step", step: "webhook_redelivery", isDone: "true" });
  expect((await read(shop)).settings.channel?.stepsDone).toEqual(["webhook_redelivery"]);

  const { answer } = await post(shop, { intent: "begin_login", locale: "en" });
  if (!answer.ok || answer.intent !== "begin_login") throw new Error(JSON.stringify(answer));
  expect(answer.startUrl).toMatch(`${world.appUrl}/line/start?attempt=`);
  const path = `/app/settings/login?attempt=${answer.attemptId}`;
  expect(await loginState.loader(asked(await staffRequest({ shop, path })))).toMatchObject({
    state: "waiting",
  });
  const stranger = await installedShop();
  expect(
    await loginState.loader(asked(await staffRequest({ shop: stranger, path }))),
  ).toMatchObject({ state: "expired" });
});

test("when LINE does not answer, every button says so and nothing changes", async () => {
  const { shop, shopId } = await connectedShop({ webhookUrl: OTHER });
  const before = await world.row(shopId);
  faults.add({ service: "line", endpoint: "*", kind: "error" });
  const requests: Record<string, string>[] = [
    { intent: "take_webhook", replaces: OTHER },
    { intent: "leave_webhook" },
    { intent: "test_webhook" },
    { intent: "disconnect", restoreWebhook: "true" },
  ];
  for (const form of requests) {
    expect(await post(shop, form), form.intent).toEqual({
      status: 422,
      answer: { ok: false, trouble: "unclear" },
    });
  }
  expect(await world.row(shopId)).toEqual(before);
  expect(await (await read(shop)).look).toEqual({ outcome: "unclear" });
});

test("a shop without a channel is told so by every button", async () => {
  const shop = await installedShop();
  const requests: Record<string, string>[] = [
    { intent: "take_webhook", replaces: "" },
    { intent: "leave_webhook" },
    { intent: "test_webhook" },
    { intent: "tick_step", step: "chat", isDone: "true" },
    { intent: "begin_login", locale: "ja" },
    { intent: "disconnect", restoreWebhook: "true" },
  ];
  for (const form of requests) {
    expect((await post(shop, form)).answer, form.intent).toEqual({
      ok: false,
      trouble: "not_connected",
    });
  }
});

test.each([
  {},
  { intent: "explode" },
  { intent: "tick_step", step: "no_such_step", isDone: "true" },
  { intent: "tick_step", step: "chat", isDone: "perhaps" },
  { intent: "take_webhook", replaces: "x".repeat(600) },
])("the unreadable request %o is refused with 400", async (form) => {
  const shop = await installedShop();
  await expect(post(shop, form as Record<string, string>)).rejects.toMatchObject({
    init: { status: 400 },
  });
});

test("without a valid session token there is neither page nor action", async () => {
  const { shop, shopId } = await connectedShop();
  const visits = [
    { shop, path: "/app/settings", secret: "forged" },
    { shop, path: "/app/settings", expiresAt: Math.floor(Date.now() / 1_000) - 60 },
  ];
  for (const visit of visits) {
    await expect(settings.loader(asked(await staffRequest(visit)))).rejects.toMatchObject({
      status: 401,
    });
    const form = { intent: "disconnect", restoreWebhook: "false" };
    await expect(
      settings.action(asked(await staffRequest({ ...visit, form }))),
    ).rejects.toMatchObject({ status: 401 });
  }
  expect((await world.row(shopId)).messagingChannelId).not.toBeNull();
});

async function saveLinking(shop: Shop, form: Record<string, string>) {
  const request = await staffRequest({ shop, path: "/app/settings/linking", form });
  const answer = await linking.action(asked(request));
  return "data" in answer ? answer.data : answer;
}

test("tag and privacy policy of linking are saved, each mistake beside its field", async () => {
  const shop = await installedShop();
  const readLinking = async () =>
    linking.loader(asked(await staffRequest({ shop, path: "/app/settings/linking" })));
  expect(await readLinking()).toMatchObject({
    settings: { customerTag: "musubi", privacyPolicyUrl: null, greets: false, closedWays: [] },
  });
  expect(
    await saveLinking(shop, { customerTag: " LINE ", privacyPolicyUrl: "javascript:alert(1)" }),
  ).toEqual({
    ok: false,
    errors: { customerTag: "tag_foreign", privacyPolicyUrl: "policy_not_https" },
  });
  expect(await saveLinking(shop, {})).toMatchObject({ ok: false });
  const tag = "<b>LINE連携</b>";
  expect(
    await saveLinking(shop, { customerTag: tag, privacyPolicyUrl: "https://shop.example/p" }),
  ).toEqual({ ok: true });
  expect(await readLinking()).toMatchObject({
    settings: { customerTag: tag, privacyPolicyUrl: "https://shop.example/p" },
  });
});

test("what follows a link, its words and the open ways are saved, each mistake beside its field", async () => {
  const shop = await installedShop();
  const at = { customerTag: "musubi", privacyPolicyUrl: "" };
  const tagOf = (shopId: string) =>
    world.db.tag.create({ data: { shopId, name: "連携", createdAt: new Date() } });
  const [tag, foreign] = [await tagOf(shop.id), await tagOf((await installedShop()).id)];
  for (const [fields, errors] of [
    [{ giftCode: "WELCOME" }, { giftCode: "gift_unsaid" }],
    [{ giftCode: "x".repeat(256), greets: "on" }, { giftCode: "gift_too_long" }],
    [{ greetingText: "あ".repeat(1_001) }, { greetingText: "text_too_long" }],
    [{ inviteText: "あ".repeat(161) }, { inviteText: "invite_too_long" }],
    [{ inviteButton: "あ".repeat(21) }, { inviteButton: "button_too_long" }],
    [{ liffId: "liff.line.me/1" }, { liffId: "liff_malformed" }],
    [{ friendTagId: "1" }, { friendTagId: "tag_unknown" }],
    [{ friendTagId: foreign.id }, { friendTagId: "tag_unknown" }],
  ] as const) {
    expect(await saveLinking(shop, { ...at, ...fields })).toEqual({ ok: false, errors });
  }
  const form = {
    ...at,
    greets: "on",
    greetingText: " {{name}}さん\r\nようこそ\u0000 ",
    giftCode: "WELCOME",
    friendTagId: tag.id,
    inviteText: "",
    inviteButton: " 会員証とつなぐ ",
    liffId: "2000000001-AbCdEfGh",
    closedWays: "form,staff,unheard_of,form",
  };
  expect(await saveLinking(shop, form)).toEqual({ ok: true });
  expect(
    await linking.loader(asked(await staffRequest({ shop, path: "/app/settings/linking" }))),
  ).toMatchObject({
    settings: {
      greets: true,
      greetingText: "{{name}}さん\nようこそ",
      giftCode: "WELCOME",
      friendTagId: tag.id,
      inviteText: null,
      inviteButton: "会員証とつなぐ",
      liffId: "2000000001-AbCdEfGh",
      // Staff and take-over cannot be closed.
      closedWays: ["form"],
    },
    tags: [{ id: tag.id, name: "連携" }],
  });
});

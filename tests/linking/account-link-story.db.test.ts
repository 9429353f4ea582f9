import { beforeAll, expect, test } from "vitest";
import type { PhoneAct } from "#sandbox/line/phone-acts.ts";
import { createHttpBrowser } from "#tests/setup/http-browser.ts";
import { startStorefrontWorld } from "./storefront-world.ts";

let world: Awaited<ReturnType<typeof startStorefrontWorld>>;

beforeAll(async () => {
  world = await startStorefrontWorld();
  await world.takeWebhook();
});

type Browser = ReturnType<typeof createHttpBrowser>;

/** LINE's part begins here: its address holds the link token and our nonce. */
const DIALOG = /\/dialog\/bot\/accountLink\?/;

/** A follower of the account with a phone. */
function addFriend(displayName: string): string {
  const person = world.line.state.addUser({ displayName });
  const userId = person.userIds[world.account.providerId] ?? "";
  world.line.state.setFriendship(world.account.bot.botUserId, userId, "following");
  return userId;
}

function addCustomer() {
  const { shopify } = world;
  const id = Math.max(...shopify.shop().customers.keys()) + 1;
  const [model] = shopify.shop().customers.values();
  if (!model) throw new Error("The stand-in has no customer.");
  const customer = { ...model, id, email: `customer${id}@example.jp`, tags: [] };
  shopify.shop().customers.set(id, customer);
  return customer;
}

async function logIn(browser: Browser, customer: { id: number }) {
  const { storefront } = world.shopify.urls;
  await browser.submit(`${storefront}/customer_authentication/login`, {
    customer: String(customer.id),
  });
}

/** What a person does in the talk, and all that the app does about it. */
async function act(userId: string, what: PhoneAct) {
  const done = world.line.phone.act(world.account.bot.botUserId, userId, what);
  if (!done.ok) throw new Error(done.reason);
  await done.deliveries;
  await settle();
}

async function settle() {
  const { workAll } = await import("#tests/intake/open-intake.ts");
  await workAll();
  await world.runJobs();
}

const talk = (userId: string) =>
  world.line.talks
    .read(world.account.bot.botUserId, userId)
    .messages.filter(({ from }) => from === "bot");
const lastWords = (userId: string) => JSON.stringify(talk(userId).at(-1)?.message);

/** The address behind the button of the last message. */
function buttonOf(userId: string): string {
  const message = talk(userId).at(-1)?.message as {
    template?: { actions: { uri?: string }[] };
  };
  return message.template?.actions[0]?.uri ?? "";
}

/** From the tap to LINE's dialog: the address of the dialog. */
async function goToDialog(browser: Browser, button: string) {
  const page = await browser.open(button);
  const code = page.url.searchParams.get("c") ?? "";
  const { url } = await browser.submit(
    `${world.shopify.urls.storefront}/apps/musubi/talk`,
    { c: code },
    DIALOG,
  );
  return { page, code, dialog: url };
}

/** LINE's dialog, answered by this person; the app hears of it. */
async function answerDialog(dialog: URL, userId: string, decision = "approve") {
  const seen = world.line.webhooks.deliveries(0).length;
  const answer = await createHttpBrowser().submit(
    `${world.line.urls.access}/dialog/bot/accountLink`,
    { ...Object.fromEntries(dialog.searchParams), userId, decision },
  );
  if (answer.status === 200 && decision === "approve")
    await expect.poll(() => world.line.webhooks.deliveries(0).length).toBe(seen + 1);
  await settle();
  return answer;
}

const linkOf = (userId: string) =>
  world.db.link.findFirst({
    where: { shopId: world.shop.id, friend: { lineUserId: userId } },
    include: { customer: true },
  });
const stepsOf = async () => {
  const steps = await world.db.linkStep.findMany({ where: { method: "account_link" } });
  return Object.fromEntries(steps.map(({ step, count }) => [step, count]));
};
const openPage = (browser: Browser, code: string) =>
  browser.open(`${world.shopify.urls.storefront}/apps/musubi/talk?c=${code}`);

test("from the keyword in the talk to a link, and it is said on both sides", async () => {
  const userId = addFriend("鈴木 一郎");
  const customer = addCustomer();
  const browser = createHttpBrowser();
  await logIn(browser, customer);
  const before = await stepsOf();

  await act(userId, { type: "text", text: "れんけい" });
  expect(talk(userId)).toHaveLength(1);
  expect(talk(userId)[0]?.via).toBe("reply");
  const attempt = await world.db.accountLinkAttempt.findFirst({ orderBy: { expiresAt: "desc" } });
  expect(attempt, "no token is asked for beforehand").toMatchObject({ linkToken: null });

  const { page, code, dialog } = await goToDialog(browser, buttonOf(userId));
  expect(page.html).toContain("鈴***");
  expect(page.html).toContain("解除できます");
  expect(dialog.href).toMatch(DIALOG);
  expect(dialog.searchParams.get("nonce")?.length).toBeGreaterThanOrEqual(27);
  const waiting = await openPage(browser, code);
  expect(waiting.html).toContain('http-equiv="refresh"');

  await answerDialog(dialog, userId);
  expect(await linkOf(userId)).toMatchObject({
    method: "account_link",
    customer: { shopifyGid: `gid://shopify/Customer/${customer.id}` },
  });
  expect(lastWords(userId)).toContain("完了しました");
  const finished = await openPage(browser, code);
  expect(finished.url.pathname).toBe("/apps/musubi/link");
  expect(finished.html).toContain("連携を解除する");
  expect(world.shopify.shop().customers.get(customer.id)?.tags).toContain("musubi");
  const after = await stepsOf();
  for (const step of ["offered", "started", "proved", "linked"])
    expect([step, (after[step] ?? 0) - (before[step] ?? 0)]).toEqual([step, 1]);
});

test("whoever is not logged in is led to the login and comes back to the same page", async () => {
  const userId = addFriend("佐藤");
  const customer = addCustomer();
  const browser = createHttpBrowser();
  await act(userId, { type: "text", text: "連携" });
  const login = await browser.open(buttonOf(userId));
  expect(login.url.pathname).toContain("login");
  const returnTo = login.url.searchParams.get("return_to") ?? "";
  expect(returnTo).toContain("/apps/musubi/talk?c=");
  await logIn(browser, customer);
  const page = await browser.open(`${world.shopify.urls.storefront}${returnTo}`);
  expect(page.html).toContain("佐***");
});

test("a friend who is linked already is told so in the talk, and with whom only by the first letter", async () => {
  const userId = addFriend("田中");
  const customer = addCustomer();
  const browser = createHttpBrowser();
  await logIn(browser, customer);
  await act(userId, { type: "text", text: "連携" });
  await answerDialog((await goToDialog(browser, buttonOf(userId))).dialog, userId);
  await act(userId, { type: "text", text: "LINE 連携" });
  expect(lastWords(userId)).toContain("連携済み");
  expect(lastWords(userId)).not.toContain(customer.email ?? "@");
});

test("an invitation's button is answered with the way to link; a made-up one is not", async () => {
  const userId = addFriend("高橋");
  await act(userId, { type: "text", text: "こんにちは" });
  const friend = await world.db.friend.findFirstOrThrow({ where: { lineUserId: userId } });
  await world.db.friend.update({ where: { id: friend.id }, data: { followState: "following" } });
  const { inviteToLink } = await import("#app/linking/invite-to-link.server.ts");
  const { invitationData } = await import("#app/linking/link-invitation.ts");
  const invited = await inviteToLink({
    db: world.db,
    shopId: world.shop.id,
    friendIds: [friend.id],
    actor: "staff:1",
    now: new Date(),
  });
  if (invited.outcome !== "invited") throw new Error(invited.reason);
  const tap = (id: string) => act(userId, { type: "postback", data: invitationData(id) });
  await tap("0199d0f0-0000-7000-8000-000000000001");
  expect(talk(userId)).toHaveLength(0);
  await tap(invited.invitationId);
  const browser = createHttpBrowser();
  await logIn(browser, addCustomer());
  await answerDialog((await goToDialog(browser, buttonOf(userId))).dialog, userId);
  expect(await linkOf(userId)).toMatchObject({ method: "account_link" });
});

test("a forwarded button ties nobody: LINE's dialog takes only the friend who asked", async () => {
  const [asker, victim] = [addFriend("山本"), addFriend("被害")];
  const customer = addCustomer();
  const browser = createHttpBrowser();
  await logIn(browser, customer);
  await act(asker, { type: "text", text: "連携" });
  const { code, dialog } = await goToDialog(browser, buttonOf(asker));
  await answerDialog(dialog, victim);
  expect(await linkOf(victim)).toBeNull();
  expect(await linkOf(asker)).toBeNull();
  expect((await openPage(browser, code)).html).toContain("LINEアカウントが違います");
});

test("another customer's nonce in the dialog's address ties nobody", async () => {
  const [mallory, victim] = [addFriend("悪意"), addFriend("花子")];
  const [bad, good] = [createHttpBrowser(), createHttpBrowser()];
  await logIn(bad, addCustomer());
  await logIn(good, addCustomer());
  await act(mallory, { type: "text", text: "連携" });
  await act(victim, { type: "text", text: "連携" });
  const { dialog: badDialog } = await goToDialog(bad, buttonOf(mallory));
  const { dialog: goodDialog } = await goToDialog(good, buttonOf(victim));
  goodDialog.searchParams.set("nonce", badDialog.searchParams.get("nonce") ?? "");
  await answerDialog(goodDialog, victim);
  expect(await linkOf(victim)).toBeNull();
  expect(await linkOf(mallory)).toBeNull();
  expect(lastWords(victim)).toContain("連携できませんでした");
});

test("a dialog that was cancelled, and one whose token has ended, can be opened again and link", async () => {
  const userId = addFriend("渡辺");
  const browser = createHttpBrowser();
  await logIn(browser, addCustomer());
  await act(userId, { type: "text", text: "連携" });
  const first = await goToDialog(browser, buttonOf(userId));
  await answerDialog(first.dialog, userId, "cancel");
  world.line.linkTokens.expireAll();
  expect((await answerDialog(first.dialog, userId)).status).toBe(400);
  const again = await browser.submit(
    `${world.shopify.urls.storefront}/apps/musubi/talk`,
    { c: first.code },
    DIALOG,
  );
  await answerDialog(again.url, userId);
  expect(await linkOf(userId)).not.toBeNull();
});

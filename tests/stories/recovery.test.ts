import { afterAll, beforeAll, expect, test } from "vitest";
import { startSandbox } from "#tests/setup/sandbox.ts";
import { openShop } from "./running-shop.ts";

// One running shop for all stories. Its clock goes on from story to story; each has a customer of its own.
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let shop: Awaited<ReturnType<typeof openShop>>;
type Customer = Awaited<ReturnType<typeof shop.addCustomer>>;

/** Where LINE's webhook went before the merchant came. */
const OTHER_TOOL = "https://other.example/webhook";

beforeAll(async () => {
  sandbox = await startSandbox();
  shop = await openShop(sandbox);
  await shop.connectLine({ takesFrom: OTHER_TOOL });
  await shop.saveRecovery(true);
});
afterAll(() => sandbox?.stop());

const within = { timeout: 20_000, interval: 100 };
/** A row of Results about one step. */
const row = (step: string, state: string, reason = "") =>
  expect.stringMatching(new RegExp(`${state}.* ${step}.*${reason}`)) as string;
const showsInResults = (customer: Customer, rows: string[]) =>
  expect.poll(() => shop.results(customer.name), within).toEqual(rows);
const holdsReminders = (customer: Customer, count: number) =>
  expect.poll(async () => (await customer.reminders()).length, within).toBe(count);

async function linkedCustomer(lastName: string, firstName: string) {
  const customer = await shop.addCustomer(lastName, firstName);
  await customer.linksLine();
  return customer;
}

/** Leaves a checkout, and waits until its two steps stand in Results: the clock goes on only then. */
async function leave(customer: Customer) {
  const before = await shop.results(customer.name);
  const checkout = await customer.leavesCheckout();
  await expect
    .poll(async () => (await shop.results(customer.name)).length, within)
    .toBe(before.length + 2);
  return checkout;
}

/** Lets the shop hear of what has been told to it: it hears of a stranger's checkout, which came after. */
async function hear() {
  await leave(await shop.addCustomer("後続", crypto.randomUUID().slice(0, 8)));
}

test("ordered between two steps, the rest stops at once", async () => {
  const customer = await linkedCustomer("青木", "一葉");
  const { token } = await leave(customer);
  await sandbox.advance("PT1H1M");
  await holdsReminders(customer, 1);
  await shop.atShopify("POST", `/checkouts/${token}/complete`, { payment: "konbini" });
  await showsInResults(customer, [
    row("10時間後", "送信せず", "ご注文が入ったため"),
    row("1時間後", "送信済み"),
  ]);
});

test("who is not linked gets nothing; once linked, the steps that follow go", async () => {
  const customer = await shop.addCustomer("井上", "二葉");
  await leave(customer);
  await sandbox.advance("PT1H1M");
  await showsInResults(customer, [
    row("10時間後", "予定"),
    row("1時間後", "送信せず", "お客様がLINEと連携していないため"),
  ]);
  await customer.linksLine();
  await sandbox.advance("PT9H");
  await showsInResults(customer, [row("10時間後", "送信済み"), row("1時間後", "送信せず")]);
  await holdsReminders(customer, 1);
});

test("who has blocked the account gets nothing, until they unblock it", async () => {
  const customer = await linkedCustomer("上田", "三葉");
  await customer.does({ type: "block" });
  await leave(customer);
  await sandbox.advance("PT1H1M");
  await showsInResults(customer, [
    row("10時間後", "予定"),
    row("1時間後", "送信せず", "ブロックしているため"),
  ]);
  await customer.does({ type: "unblock" });
  await hear();
  await sandbox.advance("PT9H");
  await holdsReminders(customer, 1);
});

test("a keyword on the phone stops the messages, and another resumes them", async () => {
  const customer = await linkedCustomer("江口", "四葉");
  await customer.does({ type: "text", text: "配信停止" });
  await leave(customer);
  await sandbox.advance("PT1H1M");
  await showsInResults(customer, [
    row("10時間後", "予定"),
    row("1時間後", "送信せず", "配信を停止したため"),
  ]);
  await customer.does({ type: "text", text: "配信再開" });
  await hear();
  await sandbox.advance("PT9H");
  await holdsReminders(customer, 1);
});

test("the message's own link stops the messages, and the page behind it resumes them", async () => {
  const customer = await linkedCustomer("大野", "五葉");
  await leave(customer);
  await sandbox.advance("PT1H1M");
  await holdsReminders(customer, 1);
  const [message] = await customer.reminders();
  const link = /"このお知らせの配信を停止する","uri":"([^"]+)"/.exec(JSON.stringify(message))?.[1];
  const page = await customer.browser.open(link ?? "");
  expect(page.url.pathname).toMatch(/^\/preferences\//);
  await customer.browser.submit(page.url.href, { intent: "stop", kind: "recovery" });
  await sandbox.advance("PT9H");
  await showsInResults(customer, [
    row("10時間後", "送信せず", "配信を停止したため"),
    row("1時間後", "送信済み"),
  ]);
  await customer.browser.submit(page.url.href, { intent: "save", recovery: "on" });
  await leave(customer);
  await sandbox.advance("PT1H1M");
  await holdsReminders(customer, 2);
});

test("a newer checkout takes the place of the older one", async () => {
  const customer = await linkedCustomer("加藤", "六葉");
  await leave(customer);
  await sandbox.advance("PT30M");
  await leave(customer);
  await sandbox.advance("PT1H1M");
  await holdsReminders(customer, 1);
  await sandbox.advance("PT9H");
  await showsInResults(customer, [
    row("10時間後", "送信済み"),
    row("10時間後", "差し替え", "新しいご注文手続きを始めたため"),
    row("1時間後", "送信済み"),
    row("1時間後", "差し替え", "新しいご注文手続きを始めたため"),
  ]);
  await holdsReminders(customer, 2);
});

test("of several steps that are due at once, only the latest goes", async () => {
  const customer = await linkedCustomer("木村", "七葉");
  await leave(customer);
  await sandbox.advance("PT10H1M");
  await showsInResults(customer, [
    row("10時間後", "送信済み"),
    row("1時間後", "差し替え", "後のタイミングのメッセージを送るため"),
  ]);
  await holdsReminders(customer, 1);
});

test("an emptied cart is left alone", async () => {
  const customer = await linkedCustomer("久保", "八葉");
  const { token } = await leave(customer);
  await shop.atShopify("PUT", `/checkouts/${token}`, { lines: [] });
  await hear();
  await sandbox.advance("PT1H1M");
  await showsInResults(customer, [
    row("10時間後", "予定"),
    row("1時間後", "送信せず", "カートが空になったため"),
  ]);
});

test("switched off when a step is due, nothing goes; switched on again, nothing of the past follows", async () => {
  const customer = await linkedCustomer("小山", "九葉");
  await leave(customer);
  await shop.saveRecovery(false);
  await sandbox.advance("PT1H1M");
  await showsInResults(customer, [
    row("10時間後", "予定"),
    row("1時間後", "送信せず", "オフだったため"),
  ]);
  await shop.saveRecovery(true);
  await sandbox.advance("PT9H");
  await showsInResults(customer, [row("10時間後", "送信済み"), row("1時間後", "送信せず")]);
  await holdsReminders(customer, 1);
});

test("webhooks that come twice, both from Shopify and from LINE, make one message", async () => {
  const faults = await Promise.all(
    ["shopify", "line"].map((service) =>
      shop.json<{ id: number }>("POST", shop.control.faults, {
        service,
        endpoint: "webhook",
        kind: "duplicate",
      }),
    ),
  );
  const customer = await linkedCustomer("佐野", "十葉");
  await leave(customer);
  await sandbox.advance("PT1H1M");
  await showsInResults(customer, [row("10時間後", "予定"), row("1時間後", "送信済み")]);
  await holdsReminders(customer, 1);
  for (const { id } of faults) await shop.json("DELETE", `${shop.control.faults}/${id}`);
});

test("a checkout whose webhook is lost is found by the sweep, and the webhook that comes a day late sends nothing more", async () => {
  await shop.json("POST", shop.control.faults, {
    service: "shopify",
    endpoint: "webhook checkouts/create",
    kind: "drop",
    times: 1,
  });
  const customer = await linkedCustomer("清水", "小枝");
  await customer.leavesCheckout();
  await sandbox.advance("PT1H1M");
  await holdsReminders(customer, 1);
  await sandbox.advance("PT9H");
  await holdsReminders(customer, 2);
  await sandbox.advance("P1D");
  const { deliveries } = await shop.atShopify<{
    deliveries: { id: number; topic: string; state: string }[];
  }>("GET", "/webhooks");
  const lost = deliveries.find(
    ({ topic, state }) => topic === "checkouts/create" && state === "dropped",
  );
  await shop.atShopify("POST", `/webhooks/${lost?.id}/again`);
  await shop.atShopify("POST", "/webhooks/settle");
  // Whoever leaves a checkout now is heard of after it.
  const next = await linkedCustomer("清水", "若枝");
  await leave(next);
  await sandbox.advance("PT1H1M");
  await holdsReminders(next, 1);
  await showsInResults(customer, [row("10時間後", "送信済み"), row("1時間後", "送信済み")]);
  expect(await customer.reminders()).toHaveLength(2);
});

test("a spent quota holds what is due, is told at home and in Results, and once raised exactly the rest goes", async () => {
  // What earlier stories still have to send would take of the quota.
  await sandbox.advance("P2D");
  await expect
    .poll(() => shop.read("/app/results?state=planned"), within)
    .toContain("当てはまる記録はありません");
  const customers = await Promise.all(
    ["朝", "昼", "夜"].map((name) => linkedCustomer("杉本", name)),
  );
  const { totalUsage } = await shop.atLine<{ totalUsage: number }>(
    "GET",
    `/usage/${shop.channelId}`,
  );
  const setQuota = (value: number) =>
    shop.atLine("PATCH", `/messaging-channels/${shop.channelId}`, {
      quota: { type: "limited", value },
    });
  await setQuota(totalUsage + 1);
  await Promise.all(customers.map(leave));
  await sandbox.advance("PT1H1M");
  const counts = async () =>
    (await Promise.all(customers.map((customer) => customer.reminders())))
      .map(({ length }) => length)
      .sort();
  await expect.poll(counts, within).toEqual([0, 0, 1]);
  await expect
    .poll(() => shop.read("/app/results?state=held"), within)
    .toContain("送信数の上限に達したため");
  await expect.poll(() => shop.read("/app"), within).toContain("今月のメッセージ数の上限に達し");

  await setQuota(totalUsage + 100);
  await sandbox.advance("PT10M");
  // Settings asks LINE how much is left.
  await shop.read("/app/settings");
  await expect.poll(counts, within).toEqual([1, 1, 1]);
  expect(await shop.read("/app/results?state=held")).toContain("当てはまる記録はありません");
});

test("uninstalling gives LINE's webhook back and stops what was to come, also when the app is installed again", async () => {
  const customer = await linkedCustomer("関口", "末葉");
  await leave(customer);
  await sandbox.advance("PT1H1M");
  await holdsReminders(customer, 1);
  const webhook = async () => {
    const { messagingChannels } = await shop.atLine<{
      messagingChannels: { channelId: string; webhook: { endpoint?: string } }[];
    }>("GET", "/state");
    return messagingChannels.find(({ channelId }) => channelId === shop.channelId)?.webhook
      .endpoint;
  };
  expect(await webhook()).toContain(sandbox.addresses.app);
  await shop.atShopify("POST", "/uninstall");
  await expect.poll(webhook, within).toBe(OTHER_TOOL);
  await shop.atShopify("POST", "/install");
  await sandbox.advance("PT10H");
  await showsInResults(customer, [
    row("10時間後", "送信せず", "アプリがアンインストールされたため"),
    row("1時間後", "送信済み"),
  ]);
  expect(await customer.reminders()).toHaveLength(1);
});

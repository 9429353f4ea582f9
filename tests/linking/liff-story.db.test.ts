import { expect, test } from "vitest";
import { startLiffWorld } from "./liff-world.ts";

const world = await startLiffWorld();
const { db, shop, addCustomer, enter, askFor, proveToBe, runCodeJobs, codeTo, mail } = world;

test("a customer links by a code to their own address, sees their card, and unlinks", async () => {
  const customer = await addCustomer({ displayName: "山田 花子" });
  const { email } = customer;
  const her = await enter();
  const form = await her.get("/link");
  expect(form.body).toContain("メールアドレスまたは電話番号");
  const asked = await her.link({ intent: "ask", address: `  ${email?.toUpperCase()} ` });
  expect([asked.status, asked.location]).toEqual([303, expect.stringContaining("/link")]);
  await runCodeJobs();
  const sent = mail.mails().at(-1)!;
  expect(sent.to).toEqual([email]);
  expect(sent.subject).toContain("確認コード");
  expect(sent.text).toContain(shop.name);

  const proof = await her.proof();
  const wrong = await her.link({ intent: "code", proof, code: "000000" });
  expect([wrong.status, wrong.body]).toEqual([422, expect.stringContaining("あと4回")]);
  // As phones type it.
  const code = codeTo(email).replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
  const right = await her.link({ intent: "code", proof, code });
  expect(right.status).toBe(303);
  const confirm = await her.get("/link");
  for (const words of ["人***", "山***", "h***@example.jp", "プライバシーポリシー", "いつでも"])
    expect(confirm.body).toContain(words.replace("人***", "L***"));
  expect(confirm.body).not.toContain("花子");
  const linked = await her.link({ intent: "confirm", proof });
  expect(linked.location).toContain("/member");

  const link = await db.link.findFirstOrThrow({
    where: { shopId: shop.id, customerId: customer.id },
    include: { friend: true },
  });
  expect(link).toMatchObject({
    method: "form",
    friend: { lineUserId: her.userId, source: "liff", displayName: "LINEの名前" },
  });
  const steps = await db.linkStep.findMany({ where: { shopId: shop.id, method: "form" } });
  expect(steps.map(({ step }) => step).sort()).toEqual(["linked", "offered", "proved", "started"]);

  const card = await her.get("/member");
  expect(card.body).toContain("山田 花子");
  expect(card.body).toContain(customer.shopifyGid.split("/").at(-1));
  expect(card.body).toMatch(/<svg[^>]*viewBox/);
  const ask = await her.get("/member?step=unlink");
  expect(ask.body).toContain("連携を解除しますか");
  expect(await db.link.count({ where: { id: link.id } })).toBe(1);
  const unlinked = await her.post("/member", { link: link.id });
  expect(unlinked.location).toContain("unlinked=1");
  expect(await db.link.count({ where: { id: link.id } })).toBe(0);
  expect((await her.get("/link?unlinked=1")).body).toContain("連携を解除しました");
});

test("a phone number is found as people write it, and the code goes to the address on file", async () => {
  const customer = await addCustomer({ phone: "+819012345678" });
  for (const typed of ["090-1234-5678", "０９０ー１２３４ー５６７８", "+81 90 1234 5678"]) {
    const before = mail.mails().length;
    const his = await askFor(customer, typed);
    expect(mail.mails().length).toBe(before + 1);
    expect(await his.link({ intent: "code", proof: his.proofId, code: his.code })).toMatchObject({
      status: 303,
    });
  }
});

test("whom the mirror does not know is looked for at Shopify, and known from then on", async () => {
  const [at] = [...world.shopify.shop().customers.values()];
  const email = at?.email ?? "";
  expect(await db.customer.count({ where: { shopId: shop.id, email } })).toBe(0);
  const her = await askFor({ email });
  await her.link({ intent: "code", proof: her.proofId, code: her.code });
  await her.link({ intent: "confirm", proof: her.proofId });
  const customer = await db.customer.findFirstOrThrow({
    where: { shopId: shop.id, email },
    include: { link: true },
  });
  expect(customer.shopifyGid).toBe(`gid://shopify/Customer/${at?.id}`);
  expect(customer.link?.method).toBe("form");
});

test("LINE's verified e-mail needs no code, and tells its owner when nobody has it", async () => {
  const customer = await addCustomer();
  const her = await enter(undefined, { email: customer.email?.toUpperCase() });
  expect((await her.get("/link")).body).toContain("LINEのメールアドレス");
  const before = mail.mails().length;
  expect(await her.link({ intent: "line_email" })).toMatchObject({ status: 303 });
  expect((await her.get("/link")).body).toContain("連携しますか");
  await her.link({ intent: "confirm", proof: await her.proof() });
  expect(await db.link.count({ where: { customerId: customer.id } })).toBe(1);
  expect(mail.mails().length).toBe(before);

  const other = await enter(undefined, { email: "nobody-has-it@example.jp" });
  const none = await other.link({ intent: "line_email" });
  expect([none.status, none.body]).toEqual([422, expect.stringContaining("見つかりませんでした")]);
});

test("without a mail server only LINE's verified e-mail is offered", async () => {
  const { provideEnv } = await import("#app/platform/env.server.ts");
  const { SMTP_URL, MAIL_FROM } = process.env;
  Object.assign(process.env, { SMTP_URL: "", MAIL_FROM: "" });
  provideEnv({});
  try {
    const withEmail = await (await enter(undefined, { email: "a@example.jp" })).get("/link");
    expect(withEmail.body).not.toContain('name="address"');
    expect(withEmail.body).toContain('value="line_email"');
    const without = await enter();
    expect((await without.get("/link")).body).toContain("この画面では連携できません");
    expect(await without.link({ intent: "ask", address: "a@example.jp" })).toMatchObject({
      status: 400,
    });
  } finally {
    Object.assign(process.env, { SMTP_URL, MAIL_FROM });
    provideEnv({});
  }
});

test("a mail server that is down for a while is asked again, with the same code", async () => {
  const customer = await addCustomer();
  world.mailFaults.add({ service: "mail", endpoint: "DATA", kind: "error", times: 1 });
  const her = await askFor(customer);
  expect(await her.link({ intent: "code", proof: her.proofId, code: her.code })).toMatchObject({
    status: 303,
  });
});

test("a customer of whom Shopify has no e-mail address gets no code, and the page says what to do", async () => {
  await addCustomer({ email: null, phone: "+819087654321" });
  const her = await enter();
  const before = mail.mails().length;
  await her.link({ intent: "ask", address: "09087654321" });
  await runCodeJobs();
  expect(mail.mails().length).toBe(before);
  expect((await her.get("/link")).body).toContain("アカウントにメールアドレスの登録がないとき");
});

test("a way that the merchant has closed lets nobody begin, and whoever is linked still has their card", async () => {
  const customer = await addCustomer();
  const linked = await proveToBe(customer);
  await linked.link({ intent: "confirm", proof: linked.proofId });
  await db.linkSettings.update({ where: { shopId: shop.id }, data: { closedWays: ["form"] } });
  try {
    const her = await enter();
    expect(await her.get("/link")).toMatchObject({ status: 403 });
    expect(await her.link({ intent: "ask", address: "a@example.jp" })).toMatchObject({
      status: 403,
    });
    expect(await linked.get("/member")).toMatchObject({ status: 200 });
  } finally {
    await db.linkSettings.update({ where: { shopId: shop.id }, data: { closedWays: [] } });
  }
});

test("LIFF's wrapped path is the page that is drawn, and each page says what to do after eight seconds", async () => {
  const browser = world.newBrowser();
  const card = await browser.get("?liff.state=%2Fcard%3Fx%3D1");
  expect(card.body).toContain('name="view" value="card"');
  expect((await browser.get("/card")).body).toContain('name="view" value="card"');
  for (const odd of ["?liff.state=", "?liff.state=%2F%2Fevil.example%2Fcard", "?liff.state=%5B"])
    expect((await browser.get(odd)).body).toContain('name="view" value="link"');
  const { body, headers } = await browser.get();
  expect(body).toContain("時間がかかっています");
  expect(body).toContain("animation: late 0s 8s both");
  const policy = headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  const nonce = /'nonce-([\w-]{27})'/.exec(policy)?.[1];
  expect(body.match(/<script/g)?.length).toBe(body.split(`nonce="${nonce}"`).length - 1);
  expect(policy).not.toContain("{nonce}");
  // Of several the last counts.
  expect(headers.get("referrer-policy")).toMatch(/no-referrer$/);
});

test("whoever opens the page becomes known as a friend, once", async () => {
  const person = world.addPerson();
  await enter(person);
  await enter(person);
  const friends = await db.friend.findMany({ where: { lineUserId: person.userId } });
  expect(friends).toMatchObject([{ source: "liff", followState: "seen" }]);
});

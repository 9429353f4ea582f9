import type { Shop } from "@prisma/client";
import { beforeEach, expect, test } from "vitest";
import type { RecoveryForm } from "#app/recovery/recovery-form.ts";
import { createShop } from "#tests/factories/shop.ts";
import { staffRequest } from "#tests/factories/staff-request.ts";

// Nothing listens there: the page has to do without Shopify.
process.env.SHOPIFY_STANDIN_URL = "http://127.0.0.1:9";
const { db } = await import("#app/platform/database.server.ts");
const { action, loader } = await import("#app/routes/app.recovery.tsx");

let shop: Shop;
beforeEach(async () => {
  shop = await createShop(db, { detailsReadAt: new Date() });
});

const asked = (request: Request) => ({ request, params: {}, context: {} });
const open = async (at = shop) =>
  loader(asked(await staffRequest({ shop: at, path: "/app/recovery" })));
const post = async (form: Record<string, string>, at = shop) => {
  const answer = await action(asked(await staffRequest({ shop: at, path: "/app/recovery", form })));
  return { status: answer.init?.status ?? 200, body: answer.data };
};
const save = (form: unknown, at = shop) => post({ intent: "save", form: JSON.stringify(form) }, at);

async function edited(change: (form: RecoveryForm) => void): Promise<RecoveryForm> {
  const { form } = (await open()).page;
  change(form);
  return form;
}

test("the page opens without Shopify and without a LINE account, with defaults to begin from", async () => {
  const { page, products, shop: shown } = await open();
  expect(page).toMatchObject({ isSaved: false, channel: null, tags: [] });
  expect(page.form.steps[3]!.content.title).toBe("カートに商品が残っています");
  expect(shown).toMatchObject({ locale: "ja", storeUrl: `https://${shop.domain}` });
  expect(await products).toEqual([]);
});

test("what is saved stands on the page when it is opened again", async () => {
  const form = await edited((draft) => {
    draft.isOn = true;
    draft.steps[1]!.isOn = true;
    draft.steps[1]!.content.title = "<b>お忘れですか</b>";
    draft.quietMinutes = 180;
  });
  expect(await save(form)).toEqual({ status: 200, body: { ok: true } });
  const { page } = await open();
  expect(page.isSaved).toBe(true);
  expect(page.form).toEqual(form);
});

test("who saved the settings is noted; what was refused leaves no note", async () => {
  await save(await edited((draft) => (draft.isOn = true)));
  await save({ steps: [] });
  expect(
    await db.auditEntry.findMany({
      where: { shopId: shop.id },
      select: { actor: true, action: true },
    }),
  ).toEqual([{ actor: "staff:42", action: "recovery.saved" }]);
});

test("a wrong entry is answered with 422 and the code beside its field", async () => {
  const form = await edited((draft) => {
    draft.steps[2]!.content.linkText = "進む".repeat(21);
  });
  expect(await save(form)).toEqual({
    status: 422,
    body: { ok: false, errors: { "steps.2.content.linkText": "too_long" } },
  });
});

test.each([["not json"], ["null"], ["[]"], ['{"steps":[]}']])(
  "a form that says %s is refused and saves nothing",
  async (form) => {
    expect((await post({ intent: "save", form })).status).toBe(422);
    expect(await db.recoverySettings.count({ where: { shopId: shop.id } })).toBe(0);
  },
);

test("an intent that nobody knows is a 400", async () => {
  expect((await post({ intent: "fly" })).status).toBe(400);
});

test("a tag is made on the spot, once per name", async () => {
  const created = await post({ intent: "create-tag", name: " 見込み客 " });
  expect(created).toMatchObject({ status: 200, body: { ok: true } });
  expect((await open()).page.tags).toMatchObject([{ name: "見込み客" }]);
  expect(await post({ intent: "create-tag", name: "見込み客" })).toEqual({
    status: 422,
    body: { ok: false, errors: { name: "taken" } },
  });
});

test("another shop's tag can't be chosen, and another shop's settings stay as they are", async () => {
  const other = await createShop(db, { detailsReadAt: new Date() });
  const tag = await db.tag.create({
    data: { shopId: other.id, name: "他店", createdAt: new Date() },
  });
  await save(await edited(() => undefined), other);
  const form = await edited((draft) => {
    draft.isOn = true;
    draft.steps[0]!.removeTagId = tag.id;
  });
  expect((await save(form)).body).toEqual({
    ok: false,
    errors: { "steps.0.removeTagId": "unknown_tag" },
  });
  expect((await open(other)).page.form.isOn).toBe(false);
});

test("a test without a LINE account says so", async () => {
  const form = await edited(() => undefined);
  const content = JSON.stringify(form.steps[0]!.content);
  expect((await post({ intent: "test", content })).body).toEqual({ test: "not_connected" });
});

test("an expired session token is refused before anything is read", async () => {
  const request = await staffRequest({
    shop,
    path: "/app/recovery",
    form: { intent: "save", form: "{}" },
    expiresAt: Math.floor(Date.now() / 1000) - 60,
  });
  const refused = await action(asked(request)).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(refused).toBeInstanceOf(Response);
  expect((refused as Response).status).toBe(401);
});

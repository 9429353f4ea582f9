import { beforeEach, expect, test, vi } from "vitest";
import { db } from "#app/platform/database.server.ts";
import { planRecovery } from "#app/recovery/plan-recovery.server.ts";
import { readRecovery } from "#app/recovery/read-recovery.server.ts";
import type { RecoveryForm } from "#app/recovery/recovery-form.ts";
import type { StepDelay } from "#app/recovery/recovery-step.ts";
import { saveRecovery } from "#app/recovery/save-recovery.server.ts";
import { stopRecovery } from "#app/recovery/stop-recovery.server.ts";
import { createAbandonedCheckout } from "#tests/factories/abandoned-checkout.ts";
import { createRecoverySettings, createRecoveryStep } from "#tests/factories/recovery.ts";
import { createShop } from "#tests/factories/shop.ts";

const at = (text: string) => new Date(text);
const began = at("2026-11-22T03:00:00Z");

let shop: Awaited<ReturnType<typeof createShop>>;
beforeEach(async () => {
  shop = await createShop(db);
});

const plan = (checkoutIds: string[], now = began) =>
  planRecovery({ db, shopId: shop.id, checkoutIds, now });

const plannedFor = async (checkoutId: string) => {
  const sends = await db.send.findMany({
    where: { shopId: shop.id, subjectId: checkoutId },
    orderBy: { dueAt: "asc" },
  });
  return sends.map(({ state, reason, dueAt }) => [dueAt.toISOString().slice(5, 16), state, reason]);
};

test("each switched-on step of a checkout is planned once, however often it is told", async () => {
  await createRecoverySettings(db, shop);
  const hour = await createRecoveryStep(db, shop, 60);
  await createRecoveryStep(db, shop, 600);
  await createRecoveryStep(db, shop, 1440, { isOn: false });
  const checkout = await createAbandonedCheckout(db, shop);

  expect(await plan([checkout.id])).toBe(2);
  expect(await plan([checkout.id])).toBe(0);

  expect(await plannedFor(checkout.id)).toEqual([
    ["11-22T04:00", "planned", null],
    ["11-22T13:00", "planned", null],
  ]);
  const send = await db.send.findFirstOrThrow({ where: { partId: hour.id } });
  expect(send).toMatchObject({
    cause: `recovery:${checkout.id}:${hour.id}`,
    kind: "recovery",
    friendId: null,
    validUntil: at("2026-11-23T04:00:00Z"),
  });
});

test("steps are planned while recovery is off, so that the reason can stand beside them", async () => {
  await createRecoverySettings(db, shop, { isOn: false, activatedAt: null });
  await createRecoveryStep(db, shop, 60);
  const checkout = await createAbandonedCheckout(db, shop);
  expect(await plan([checkout.id])).toBe(1);
});

test("nothing is planned that was due before recovery or the step was switched on", async () => {
  await createRecoverySettings(db, shop, { activatedAt: at("2026-11-22T03:30:00Z") });
  await createRecoveryStep(db, shop, 0);
  await createRecoveryStep(db, shop, 60);
  await createRecoveryStep(db, shop, 360, { activatedAt: at("2026-11-22T09:00:01Z") });
  const checkout = await createAbandonedCheckout(db, shop);
  await plan([checkout.id], at("2026-11-22T10:00:00Z"));
  expect(await plannedFor(checkout.id)).toEqual([["11-22T04:00", "planned", null]]);
});

test("of a webhook that comes two days late, what is past its validity is shown as expired", async () => {
  await createRecoverySettings(db, shop);
  await createRecoveryStep(db, shop, 0);
  await createRecoveryStep(db, shop, 1440);
  const checkout = await createAbandonedCheckout(db, shop);
  await plan([checkout.id], at("2026-11-24T02:00:00Z"));
  expect(await plannedFor(checkout.id)).toEqual([
    ["11-22T03:00", "expired", null],
    ["11-23T03:00", "planned", null],
  ]);
});

test("a checkout that is complete or deleted when it is first told is shown with that reason", async () => {
  await createRecoverySettings(db, shop);
  await createRecoveryStep(db, shop, 60);
  const complete = await createAbandonedCheckout(db, shop, { completedAt: began });
  const deleted = await createAbandonedCheckout(db, shop, { deletedAt: began });
  await plan([complete.id, deleted.id]);
  expect(await plannedFor(complete.id)).toEqual([["11-22T04:00", "skipped", "ordered"]]);
  expect(await plannedFor(deleted.id)).toEqual([["11-22T04:00", "skipped", "deleted"]]);
});

test("another shop's checkout is passed over", async () => {
  await createRecoverySettings(db, shop);
  await createRecoveryStep(db, shop, 60);
  const foreign = await createAbandonedCheckout(db, await createShop(db));
  expect(await plan([foreign.id])).toBe(0);
});

test("an order stops what is still to come and leaves what was sent", async () => {
  await createRecoverySettings(db, shop);
  const first = await createRecoveryStep(db, shop, 60);
  await createRecoveryStep(db, shop, 600);
  const checkout = await createAbandonedCheckout(db, shop);
  const other = await createAbandonedCheckout(db, shop);
  await plan([checkout.id, other.id]);
  await db.send.updateMany({
    where: { subjectId: checkout.id, partId: first.id },
    data: { state: "accepted" },
  });
  const stopped = await stopRecovery({
    db,
    shopId: shop.id,
    checkoutIds: [checkout.id],
    reason: "ordered",
    now: at("2026-11-22T05:00:00Z"),
  });
  expect(stopped).toBe(1);
  expect(await plannedFor(checkout.id)).toEqual([
    ["11-22T04:00", "accepted", null],
    ["11-22T13:00", "skipped", "ordered"],
  ]);
  expect((await plannedFor(other.id)).map(([, state]) => state)).toEqual(["planned", "planned"]);
});

/** The page's form with these steps on and everything else as it stands. */
async function formWith(delays: StepDelay[], changes: Partial<RecoveryForm> = {}) {
  const { form } = await readRecovery({ db, shopId: shop.id, locale: "ja" });
  const steps = form.steps.map((step) => ({ ...step, isOn: delays.includes(step.delayMinutes) }));
  return { ...form, isOn: true, ...changes, steps };
}
const save = async (form: unknown, now: Date) =>
  saveRecovery({ db, shopId: shop.id, form, actor: "staff:42", now });

test("a shop that never saved sees the recommended step switched on, and recovery off", async () => {
  const { form, isSaved } = await readRecovery({ db, shopId: shop.id, locale: "en" });
  expect(isSaved).toBe(false);
  expect(form.isOn).toBe(false);
  expect(form.steps.map((step) => [step.delayMinutes, step.isOn])).toEqual([
    [0, false],
    [60, false],
    [360, false],
    [600, true],
    [1440, false],
  ]);
});

test("adding a step plans it for open checkouts whose time is still to come, and for no others", async () => {
  await save(await formWith([1440]), at("2026-11-22T02:00:00Z"));
  const open = await createAbandonedCheckout(db, shop);
  const ordered = await createAbandonedCheckout(db, shop, { completedAt: began });
  await save(await formWith([60, 600, 1440]), at("2026-11-22T05:00:00Z"));
  expect(await plannedFor(open.id)).toEqual([
    ["11-22T13:00", "planned", null],
    ["11-23T03:00", "planned", null],
  ]);
  expect(await plannedFor(ordered.id)).toEqual([]);
});

test("saving again keeps the moment of activation; switching off and on again sets a new one", async () => {
  const moments = async () => {
    const settings = await db.recoverySettings.findUniqueOrThrow({ where: { shopId: shop.id } });
    const step = await db.recoveryStep.findFirstOrThrow({
      where: { shopId: shop.id, delayMinutes: 600 },
    });
    return [settings.activatedAt, step.activatedAt];
  };
  const [first, second, third, fourth] = [1, 2, 3, 4].map((hour) =>
    at(`2026-11-22T0${hour}:00:00Z`),
  );
  await save(await formWith([600]), first!);
  await save(await formWith([600], { quietMinutes: 60 }), second!);
  expect(await moments()).toEqual([first, first]);
  await save(await formWith([], { isOn: false }), third!);
  await save(await formWith([600]), fourth!);
  expect(await moments()).toEqual([fourth, fourth]);
});

test("a tag of another shop is refused beside its field, and nothing is saved", async () => {
  const other = await createShop(db);
  const tag = await db.tag.create({ data: { shopId: other.id, name: "他店", createdAt: began } });
  const form = await formWith([600]);
  form.steps[3]!.addTagId = tag.id;
  expect(await save(form, began)).toEqual({
    outcome: "refused",
    errors: { "steps.3.addTagId": "unknown_tag" },
  });
  expect(await db.recoverySettings.count({ where: { shopId: shop.id } })).toBe(0);
});

test("every wrong field is named with its own code", async () => {
  const form = await formWith([600]);
  form.steps[0]!.content.title = " ";
  form.steps[4]!.content.buttonColor = "緑";
  form.quietMinutes = 5000;
  expect(await save(form, began)).toEqual({
    outcome: "refused",
    errors: {
      "steps.0.content.title": "required",
      "steps.4.content.buttonColor": "invalid_color",
      quietMinutes: "out_of_range",
    },
  });
});

test("what PostgreSQL can't store in JSON is left out of a text instead of breaking the save", async () => {
  const form = await formWith([600]);
  form.steps[3]!.content.title = "カート\0に\ud83d残っています <b>";
  expect(await save(form, began)).toEqual({ outcome: "saved" });
  const { form: saved } = await readRecovery({ db, shopId: shop.id, locale: "ja" });
  expect(saved.steps[3]!.content.title).toBe("カートに\ufffd残っています <b>");
});

test("a checkout that is recorded while a step is being switched on gets that step", async () => {
  const { form } = await readRecovery({ db, shopId: shop.id, locale: "ja" });
  form.isOn = true;
  for (const step of form.steps) step.isOn = step.delayMinutes === 600;
  let saving: ReturnType<typeof saveRecovery> | undefined;
  const checkoutId = await db.$transaction(async (tx) => {
    const checkout = await createAbandonedCheckout(tx, shop);
    await planRecovery({ db: tx, shopId: shop.id, checkoutIds: [checkout.id], now: began });
    saving = saveRecovery({ db, shopId: shop.id, form, actor: "staff:42", now: began });
    const isWaiting = () => tx.$queryRaw<unknown[]>`
      SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
      WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted`;
    await vi.waitFor(async () => expect(await isWaiting()).toHaveLength(1));
    return checkout.id;
  });
  expect(await saving).toEqual({ outcome: "saved" });
  expect(await plannedFor(checkoutId)).toEqual([["11-22T13:00", "planned", null]]);
});

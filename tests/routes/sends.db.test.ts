import type { Send, Shop } from "@prisma/client";
import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { LATE_MS, LISTED_DAYS } from "#app/messages/trouble.ts";
import { db } from "#app/platform/database.server.ts";
import { loader as openSend } from "#app/routes/app.sends.$id.tsx";
import { action, loader } from "#app/routes/app.sends._index.tsx";
import {
  createAbandonedCheckout,
  createLinkedCustomer,
} from "#tests/factories/abandoned-checkout.ts";
import { createRecoveryStep } from "#tests/factories/recovery.ts";
import { createSend } from "#tests/factories/send.ts";
import { createShop } from "#tests/factories/shop.ts";
import { staffRequest } from "#tests/factories/staff-request.ts";

let shop: Shop;
let other: Shop;
beforeEach(async () => {
  shop = await createShop(db, { detailsReadAt: new Date() });
  other = await createShop(db, { detailsReadAt: new Date() });
});

const ago = (ms: number) => new Date(Date.now() - ms);
const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

const send = (overrides: object, of = shop) =>
  createSend(db, { shopId: of.id, dueAt: ago(HOUR), ...overrides });
const held = (overrides: object = {}, of = shop) =>
  send({ state: "held", reason: "outside_hours", nextAt: ago(-HOUR), ...overrides }, of);

async function list(query = "", of = shop) {
  const request = await staffRequest({ shop: of, path: `/app/sends${query}` });
  return (await loader({ request, params: {}, context: {} })).list;
}

const ids = async (query: string) => (await list(query)).rows.map(({ id }) => id);

async function act(intent: string, sends: Pick<Send, "id">[] | string, of = shop) {
  const sendIds = typeof sends === "string" ? sends : sends.map(({ id }) => id).join(",");
  const form = { intent, sendIds };
  const request = await staffRequest({ shop: of, path: "/app/sends?index", form });
  return action({ request, params: {}, context: {} });
}

async function look(id: string, of = shop) {
  const request = await staffRequest({ shop: of, path: `/app/sends/${id}` });
  const { data: page, init } = await openSend({ request, params: { id }, context: {} });
  return { send: page.send, status: init?.status ?? 200 };
}

test("the list shows what is held or late; what is planned, in hand, sent, a test or another shop's is not in it", async () => {
  const waiting = [
    await held({ dueAt: ago(3 * HOUR) }),
    await send({ state: "planned", dueAt: ago(2 * HOUR), nextAt: ago(LATE_MS + 1_000) }),
    await send({ state: "dispatching", reason: "line_unreachable", dueAt: ago(LATE_MS + 1_000) }),
  ];
  await send({ state: "planned", dueAt: ago(-HOUR) });
  await send({ state: "planned", dueAt: ago(LATE_MS - 5_000) });
  await send({ state: "dispatching", dueAt: ago(LATE_MS - 5_000) });
  await send({ state: "accepted", acceptedAt: ago(HOUR) });
  await send({ state: "skipped", reason: "ordered", settledAt: ago(HOUR) });
  await held({ kind: "test" });
  await held({}, other);
  expect(await ids("")).toEqual(waiting.map(({ id }) => id).toReversed());
});

test.each([
  ["unknown", { state: "unknown", reason: "line_unreachable" }, ["release", "drop"]],
  ["rejected", { state: "rejected", reason: "refused_by_line" }, []],
  ["dropped", { state: "skipped", reason: "dropped_unknown" }, ["restore"]],
] as const)(
  "the list of %s goes thirty days back, and says what may be done",
  async (show, what, may) => {
    const kept = await send({ ...what, settledAt: ago(LISTED_DAYS * DAY - 60_000) });
    await send({ ...what, settledAt: ago(LISTED_DAYS * DAY + 60_000) });
    await held();
    const { rows } = await list(`?show=${show}`);
    expect(rows).toMatchObject([{ id: kept.id, reason: what.reason, may }]);
  },
);

test("a row names the person, the message and the reason", async () => {
  const { customer } = await createLinkedCustomer(db, shop);
  const checkout = await createAbandonedCheckout(db, shop, {
    customerGid: customer.shopifyGid,
    name: "#1001",
  });
  const step = await createRecoveryStep(db, shop, 600);
  await held({ subjectId: checkout.id, partId: step.id });
  expect((await list()).rows).toMatchObject([
    {
      personName: customer.displayName,
      checkoutName: "#1001",
      delayMinutes: 600,
      state: "held",
      reason: "outside_hours",
    },
  ]);
});

test("the list narrows to a reason; a reason that this list has not is as if it were not there", async () => {
  const quota = await held({ reason: "quota" });
  const hours = await held({ dueAt: ago(2 * HOUR) });
  expect(await ids("?reason=quota")).toEqual([quota.id]);
  expect(await ids("?reason=refused_by_line")).toEqual([quota.id, hours.id]);
});

test("pages of twenty-five follow each other without a gap, also where many were due at one moment", async () => {
  const dueAt = ago(HOUR);
  await db.send.createMany({
    data: Array.from({ length: 60 }, () => ({
      shopId: shop.id,
      kind: "recovery",
      cause: randomUUID(),
      state: "held",
      reason: "quota",
      dueAt,
      nextAt: dueAt,
      validUntil: ago(-DAY),
      createdAt: dueAt,
    })),
  });
  const seen: string[] = [];
  let query = "";
  for (let pages = 0; pages < 3; pages++) {
    const { rows, next } = await list(query);
    seen.push(...rows.map(({ id }) => id));
    query = `?after=${next}`;
    expect(next === null).toBe(pages === 2);
  }
  expect(new Set(seen).size).toBe(60);
});

test("many are released at once; those that moved on meanwhile are counted, not changed", async () => {
  const [first, second, gone] = [await held(), await held(), await held()];
  await db.send.update({
    where: { id: gone.id },
    data: { state: "skipped", reason: "ordered", settledAt: new Date() },
  });
  expect(await act("release", [first, second, gone])).toEqual({ ok: true, done: 2, moved: 1 });
  const states = await db.send.findMany({ where: { shopId: shop.id }, orderBy: { id: "asc" } });
  expect(states.map(({ state, reason }) => [state, reason])).toEqual([
    ["planned", null],
    ["planned", null],
    ["skipped", "ordered"],
  ]);
  expect(
    await db.auditEntry.findMany({
      where: { shopId: shop.id },
      select: { actor: true, action: true, subject: true },
      orderBy: { subject: "asc" },
    }),
  ).toEqual(
    [first, second].map(({ id }) => ({ actor: "staff:42", action: "send.released", subject: id })),
  );
});

test.each(["release", "drop", "restore"])(
  "to %s another shop's sends changes nothing",
  async (how) => {
    const foreign = [
      await held({}, other),
      await send({ state: "unknown", settledAt: ago(HOUR) }, other),
      await send({ state: "skipped", reason: "dropped_unknown", settledAt: ago(HOUR) }, other),
    ];
    expect(await act(how, foreign)).toEqual({ ok: true, done: 0, moved: 3 });
    const after = await db.send.findMany({ where: { shopId: other.id }, orderBy: { id: "asc" } });
    expect(after).toEqual(foreign);
    expect(await db.auditEntry.count({ where: { shopId: { in: [shop.id, other.id] } } })).toBe(0);
  },
);

test.each([
  ["publish", randomUUID()],
  ["release", ""],
  ["release", "1 OR 1=1"],
  ["drop", Array.from({ length: 101 }, () => randomUUID()).join(",")],
])("what makes no sense is refused: %s %.20s", async (intent, sendIds) => {
  expect(await act(intent, sendIds)).toMatchObject({ init: { status: 400 }, data: { ok: false } });
});

test("one send tells every attempt with LINE's words, what comes next, and what staff did; the look is noted", async () => {
  const attempt = (overrides: object) =>
    db.sendAttempt.create({
      data: {
        id: randomUUID(),
        shopId: shop.id,
        channelId: randomUUID(),
        endpoint: "push",
        retryKey: randomUUID(),
        createdAt: ago(2 * HOUR),
        ...overrides,
      },
    });
  const last = await attempt({
    state: "rejected",
    httpStatus: 400,
    lineRequestId: "request-1",
    error: {
      message: "The request body has 1 error(s)",
      details: [{ property: "messages[0].altText", message: "May not be empty" }],
    },
  });
  const refused = await send({ state: "rejected", attemptId: last.id, settledAt: ago(HOUR) });
  await attempt({
    formerSendId: refused.id,
    state: "rejected",
    httpStatus: 429,
    error: { reason: "quota" },
    createdAt: ago(3 * HOUR),
  });
  await db.auditEntry.create({
    data: {
      shopId: shop.id,
      actor: "staff:7",
      action: "send.released",
      subject: refused.id,
      createdAt: ago(2 * HOUR),
    },
  });
  const { send: shown } = await look(refused.id);
  expect(shown).toMatchObject({
    state: "rejected",
    next: { step: "none" },
    may: [],
    attempts: [
      {
        httpStatus: 400,
        lineRequestId: "request-1",
        message: "The request body has 1 error(s)",
        details: ["messages[0].altText: May not be empty"],
      },
      { httpStatus: 429, reason: "quota" },
    ],
    history: [{ action: "released" }],
  });
  expect(
    await db.auditEntry.count({
      where: { shopId: shop.id, action: "send.read", subject: refused.id, actor: "staff:42" },
    }),
  ).toBe(1);
});

test("another shop's send and what is no id are not found, and nothing is noted", async () => {
  const foreign = await held({}, other);
  for (const id of [foreign.id, randomUUID(), "1"]) {
    expect(await look(id)).toEqual({ send: null, status: 404 });
  }
  expect(await db.auditEntry.count({ where: { shopId: { in: [shop.id, other.id] } } })).toBe(0);
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeEach, expect, test } from "vitest";
import { loadCustomers } from "#app/customers/load-customers.server.ts";
import { db, pool } from "#app/platform/database.server.ts";
import { createShop } from "#tests/factories/shop.ts";

const readAt = new Date("2026-11-22T00:00:00Z");
/** More than the first chunks hold. */
const MANY = 9_000;

/** A line of a bulk operation's result. */
const line = (number: number, name = "美咲") =>
  JSON.stringify({
    id: `gid://shopify/Customer/${number}`,
    firstName: name,
    lastName: "佐藤",
    defaultEmailAddress: { emailAddress: `Somebody.${number}@example.com` },
    tags: ['"', "a,b\\"],
    updatedAt: "2026-11-01T00:00:00Z",
    createdAt: "2026-01-31T00:00:00Z",
  });
const lines = (count: number) => Array.from({ length: count }, (_, index) => line(index + 1));

/** What the address answers with; to be set before it is asked. */
let answer: (response: ServerResponse) => void;
const server = createServer((_request, response) => answer(response));
server.listen(0, "127.0.0.1");
await once(server, "listening");
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/customers.jsonl`;
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const whole = (told: string[]) => (response: ServerResponse) => response.end(told.join("\n"));
/** Tells so many lines and then nothing more, without an end. */
const stuckAfter = (told: string[]) => (response: ServerResponse) =>
  void response.write(`${told.join("\n")}\n`);

let shopId: string;
beforeEach(async () => {
  shopId = (await createShop(db)).id;
});

const load = (of = shopId) => loadCustomers({ pool, shopId: of, url, fileSize: null, readAt });
const count = () => db.customer.count({ where: { shopId } });
const nameOf = async (number: number) =>
  (
    await db.customer.findUniqueOrThrow({
      where: { shopId_shopifyGid: { shopId, shopifyGid: `gid://shopify/Customer/${number}` } },
    })
  ).displayName;

test("a process that is killed amid a load leaves whole chunks behind, and begun anew everybody is there once", async () => {
  answer = stuckAfter(lines(MANY));
  const child = spawn(process.execPath, ["tests/customers/load-customers.process.ts"], {
    env: { ...process.env, LOAD_SHOP_ID: shopId, LOAD_URL: url },
    stdio: ["ignore", "inherit", "inherit"],
  });
  await expect.poll(count, { timeout: 20_000 }).toBeGreaterThan(0);
  child.kill("SIGKILL");
  await once(child, "exit");
  const left = await count();
  expect(left).toBeLessThan(MANY);
  answer = whole(lines(MANY));
  // The lock ends with the killed process's connection, which PostgreSQL notices soon.
  await expect.poll(async () => (await load()).outcome, { timeout: 10_000 }).toBe("loaded");
  expect(await count()).toBe(MANY);
  expect(await load()).toMatchObject({ outcome: "loaded", read: MANY, changed: 0 });
});

test("somebody who comes twice in the file is one customer, and holds up nobody", async () => {
  const told = lines(3_000);
  answer = whole([...told, line(7, "結衣"), line(2_999, "葵"), line(7, "凛"), line(3_001)]);
  expect(await load()).toMatchObject({ outcome: "loaded", read: 3_004 });
  expect(await count()).toBe(3_001);
  expect([await nameOf(7), await nameOf(3_001)]).toEqual(["佐藤 美咲", "佐藤 美咲"]);
});

test("whoever comes by a webhook while the file is read stays one, and as the newer word has it", async () => {
  let isTold = false;
  answer = (response) => {
    const told = lines(MANY);
    response.write(`${told.slice(0, 3_000).join("\n")}\n`);
    const wait = setInterval(() => {
      if (!isTold) return;
      clearInterval(wait);
      response.end(told.slice(3_000).join("\n"));
    }, 20);
  };
  const loading = load();
  await expect.poll(count).toBeGreaterThan(0);
  await db.customer.create({
    data: {
      shopId,
      shopifyGid: `gid://shopify/Customer/${MANY}`,
      displayName: "山田 花子",
      payloadVersion: "2026-11-23T00:00:00.000Z",
      createdAt: readAt,
    },
  });
  isTold = true;
  expect(await loading).toMatchObject({ outcome: "loaded", read: MANY });
  expect(await count()).toBe(MANY);
  expect([await nameOf(MANY), await nameOf(MANY - 1)]).toEqual(["山田 花子", "佐藤 美咲"]);
});

test("a shop that is not there gets no customers, and takes its own along when it goes", async () => {
  answer = whole(lines(20));
  await expect(load("00000000-0000-7000-8000-000000000000")).rejects.toMatchObject({
    code: "23503",
  });
  await load();
  await db.shop.delete({ where: { id: shopId } });
  expect(await count()).toBe(0);
});

test("an e-mail address is found by the list of people in small letters, however many came at once", async () => {
  answer = whole(lines(2_500));
  await load();
  const found = () => db.person.count({ where: { shopId, email: `somebody.1@example.com` } });
  expect(await found()).toBe(0);
  await expect
    .poll(() => pool.query("SELECT people_catch_up(2)").then(() => found()), { timeout: 20_000 })
    .toBe(1);
});

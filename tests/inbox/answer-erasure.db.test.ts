import { afterAll, expect, test } from "vitest";
import { createCustomer } from "#tests/factories/customer.ts";
import { createLink } from "#tests/factories/link.ts";
import { createAnswersWorld } from "./answers-world.ts";

const world = await createAnswersWorld();
const { db } = world;
const { readCustomerData } = await import("#app/customers/read-customer-data.server.ts");
const { tell } = await import("#tests/worker/tell.ts");
afterAll(() => world.close());

test("what staff answered is told to the customer who asks, and forgotten with them; what waits does not go", async () => {
  const at = await world.talk();
  const customer = await createCustomer(db, at.shop);
  await createLink(db, at.friend, customer);
  const stranger = await world.addFriend(at);
  await world.write(at, "田中様のご注文です");
  await world.goes();
  const sendAt = new Date(world.now().getTime() + 60_000);
  await world.write(at, "田中様、明日です", { sendAt });
  const other = { ...at, friend: stranger, friendId: stranger.id };
  await world.write(other, "鈴木様、どうぞ");

  const customerGid = customer.shopifyGid;
  const data = await readCustomerData({ db, shopId: at.shop.id, customerGid });
  expect(JSON.stringify(data!.answers)).toContain("田中様、明日です");
  expect(JSON.stringify(data)).not.toContain("鈴木様");

  const id = Number(customerGid.split("/").at(-1));
  expect(await tell(at.shop, "customers/redact", { customer: { id }, orders_to_redact: [] })).toBe(
    "redacted",
  );
  expect(await db.answer.findMany({ where: { shopId: at.shop.id } })).toMatchObject([
    { friendId: stranger.id },
  ]);
  const sends = await world.sends(at);
  expect(sends.map(({ state, reason, friendId }) => [state, reason, friendId])).toEqual([
    ["accepted", null, null],
    ["skipped", "deleted", null],
    ["planned", null, stranger.id],
  ]);
  expect(sends[0]!.attempt!.body).toBeNull();
  world.pass(120_000);
  await world.run();
  expect(world.heard(at)).toHaveLength(1);
  expect(world.heard(other)).toHaveLength(1);
});

test("a customer who is first deleted and then to be forgotten takes the answers along, unless the friend is another's by now", async () => {
  const at = await world.talk();
  const gone = async () => {
    const customer = await createCustomer(db, at.shop);
    await createLink(db, at.friend, customer);
    await world.write(at, "ご注文です");
    await world.goes();
    const id = Number(customer.shopifyGid.split("/").at(-1));
    expect(
      await tell(at.shop, "customers/delete", { id, admin_graphql_api_id: customer.shopifyGid }),
    ).toBe("deleted");
    return { customer: { id }, orders_to_redact: [] };
  };
  const answers = () => db.answer.count({ where: { shopId: at.shop.id } });
  const first = await gone();
  expect(await answers()).toBe(1);
  expect(await tell(at.shop, "customers/redact", first)).toBe("redacted");
  expect(await answers()).toBe(0);

  const second = await gone();
  await createLink(db, at.friend, await createCustomer(db, at.shop));
  expect(await tell(at.shop, "customers/redact", second)).toBe("redacted");
  expect(await answers()).toBe(1);
});

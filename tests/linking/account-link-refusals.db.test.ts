import { afterAll, beforeEach, expect, test } from "vitest";
import { startAccountLinkWorld } from "./account-link-world.ts";

const world = await startAccountLinkWorld();
const { db, tap, openPage, agree, saysLink, openShop } = world;
afterAll(() => world.close());

let place: Awaited<ReturnType<typeof openShop>>;
beforeEach(async () => {
  place = await openShop();
});

/** Real time, for what a test lets end. */
const PAST = new Date(0);
const expireAll = () =>
  db.accountLinkAttempt.updateMany({
    where: { shopId: place.shop.id },
    data: { expiresAt: PAST },
  });
const who = (customer: typeof place.customer | null = place.customer) => ({
  shop: place.shop,
  customer,
});

/** From the button to the page on the storefront. */
async function toPage(friend = place.friend) {
  return (await tap(await place.ask(friend))).pageCode;
}
/** From the button to LINE's dialog. */
async function toDialog(friend = place.friend, customer = place.customer) {
  const code = await toPage(friend);
  return { code, ...(await agree(who(customer), code)) };
}

type Row = [
  what: string,
  expected: number | string,
  refused: () => Promise<number | string | null>,
];
const status = async (answer: Promise<{ status: number }>) => (await answer).status;

const rows: Record<string, Row[]> = {
  "the tap on the button": [
    ["without a code", 404, () => status(tap(null))],
    ["with a made-up code", 404, () => status(tap("A".repeat(27)))],
    [
      "with a code that was cut off",
      404,
      async () => status(tap((await place.ask(place.friend)).slice(0, 20))),
    ],
    [
      "after its time",
      410,
      async () => {
        const code = await place.ask(place.friend);
        await expireAll();
        return status(tap(code));
      },
    ],
    [
      "in another browser than the first",
      410,
      async () => {
        const code = await place.ask(place.friend);
        await tap(code);
        return status(tap(code));
      },
    ],
    [
      "with the cookie of another attempt",
      410,
      async () => {
        const { cookie } = await tap(await place.ask(place.other));
        const code = await place.ask(place.friend);
        await tap(code);
        return status(tap(code, cookie));
      },
    ],
    [
      "after the link was made",
      410,
      async () => {
        const code = await place.ask(place.friend);
        const { pageCode, cookie } = await tap(code);
        const { nonce } = await agree(who(), pageCode);
        await place.hear(saysLink(place.friend, nonce));
        await db.link.deleteMany({ where: { shopId: place.shop.id } });
        return status(tap(code, cookie));
      },
    ],
    [
      "at a shop that has let its channel go",
      503,
      async () => {
        const code = await place.ask(place.friend);
        await db.channel.update({
          where: { shopId: place.shop.id },
          data: { messagingChannelId: null },
        });
        return status(tap(code));
      },
    ],
    [
      "at a shop that has uninstalled",
      503,
      async () => {
        const code = await place.ask(place.friend);
        await db.shop.update({ where: { id: place.shop.id }, data: { uninstalledAt: new Date() } });
        return status(tap(code));
      },
    ],
    [
      "at a shop that has closed this way",
      403,
      async () => {
        const code = await place.ask(place.friend);
        await db.linkSettings.create({
          data: { shopId: place.shop.id, closedWays: ["account_link"] },
        });
        return status(tap(code));
      },
    ],
    [
      "while LINE gives no link token",
      503,
      async () => {
        const endpoint = "POST /v2/bot/user/{userId}/linkToken";
        const fault = world.faults.add({ service: "line", endpoint, kind: "error", times: 1 });
        const answer = await status(tap(await place.ask(place.friend)));
        world.faults.remove(fault.id);
        return answer;
      },
    ],
  ],

  "the page on the storefront": [
    ["without a code", 404, () => status(openPage(who(), null))],
    ["with a made-up code", 404, () => status(openPage(who(), "B".repeat(27)))],
    [
      "with the button's code",
      404,
      async () => status(openPage(who(), await place.ask(place.friend))),
    ],
    [
      "with a code of another shop",
      404,
      async () => {
        const elsewhere = await openShop();
        const { pageCode } = await tap(await elsewhere.ask(elsewhere.friend));
        return status(openPage(who(), pageCode));
      },
    ],
    [
      "after its time",
      410,
      async () => {
        const code = await toPage();
        await openPage(who(), code);
        await expireAll();
        return status(openPage(who(), code));
      },
    ],
    [
      "opened for the first time after its time",
      410,
      async () => {
        const code = await toPage();
        await expireAll();
        return status(openPage(who(), code));
      },
    ],
    [
      "by a second customer",
      403,
      async () => {
        const code = await toPage();
        await openPage(who(), code);
        return status(openPage(who(place.stranger), code));
      },
    ],
    [
      "with the code before a second tap",
      404,
      async () => {
        const start = await place.ask(place.friend);
        const first = await tap(start);
        await tap(start, first.cookie);
        return status(openPage(who(), first.pageCode));
      },
    ],
  ],

  "the customer's yes": [
    ["without a code", 404, () => status(agree(who(), null))],
    ["with a made-up code", 404, () => status(agree(who(), "C".repeat(27)))],
    ["when nobody is logged in", 403, async () => status(agree(who(null), await toPage()))],
    [
      "by another customer than the page's",
      403,
      async () => {
        const code = await toPage();
        await openPage(who(), code);
        return status(agree(who(place.stranger), code));
      },
    ],
    [
      "after its time",
      410,
      async () => {
        const code = await toPage();
        await openPage(who(), code);
        await expireAll();
        return status(agree(who(), code));
      },
    ],
    [
      "of a customer who is deleted",
      409,
      async () => {
        const code = await toPage();
        await db.customer.update({
          where: { id: place.customer.id },
          data: { deletedAt: new Date() },
        });
        return status(agree(who(), code));
      },
    ],
    [
      "after LINE said that it failed",
      403,
      async () => {
        const { code, nonce } = await toDialog();
        await place.hear(saysLink(place.friend, nonce, { link: { result: "failed", nonce } }));
        return status(agree(who(), code));
      },
    ],
  ],

  "LINE's word": [
    ["without a nonce", "seen", () => place.hear(saysLink(place.friend, undefined))],
    [
      "with a nonce of another tool",
      "unknown_nonce",
      () => place.hear(saysLink(place.friend, "D".repeat(27))),
    ],
    [
      "with the page's code for a nonce",
      "unknown_nonce",
      async () => place.hear(saysLink(place.friend, (await toDialog()).code)),
    ],
    [
      "of another friend, with this nonce",
      "link_refused: other_friend",
      async () => place.hear(saysLink(place.other, (await toDialog()).nonce)),
    ],
    [
      "of this friend, with another friend's nonce",
      "link_refused: other_friend",
      async () => {
        await toDialog();
        const swapped = await toDialog(place.other, place.stranger);
        return place.hear(saysLink(place.friend, swapped.nonce));
      },
    ],
    [
      "that it failed",
      "link_refused: failed",
      async () => {
        const { nonce } = await toDialog();
        return place.hear(saysLink(place.friend, nonce, { link: { result: "failed", nonce } }));
      },
    ],
    [
      "that it is well, after it failed",
      "link_refused: used",
      async () => {
        const { nonce } = await toDialog();
        await place.hear(saysLink(place.friend, nonce, { link: { result: "failed", nonce } }));
        return place.hear(saysLink(place.friend, nonce));
      },
    ],
    [
      "too late",
      "link_refused: expired",
      async () => {
        const { nonce } = await toDialog();
        await expireAll();
        return place.hear(saysLink(place.friend, nonce));
      },
    ],
    [
      "with the nonce before the dialog was opened again",
      "unknown_nonce",
      async () => {
        const { code, nonce } = await toDialog();
        await agree(who(), code);
        return place.hear(saysLink(place.friend, nonce));
      },
    ],
    [
      "with a nonce of another shop",
      "unknown_nonce",
      async () => {
        const elsewhere = await openShop();
        const code = (await tap(await elsewhere.ask(elsewhere.friend))).pageCode;
        const { nonce } = await agree({ shop: elsewhere.shop, customer: elsewhere.customer }, code);
        return place.hear(saysLink(place.friend, nonce));
      },
    ],
    [
      "for a customer who was deleted meanwhile",
      "link_refused: customer_gone",
      async () => {
        const { nonce } = await toDialog();
        await db.customer.update({
          where: { id: place.customer.id },
          data: { deletedAt: new Date() },
        });
        return place.hear(saysLink(place.friend, nonce));
      },
    ],
    [
      "of a result that LINE does not have",
      "seen",
      async () => {
        const { nonce } = await toDialog();
        return place.hear(saysLink(place.friend, nonce, { link: { result: "maybe", nonce } }));
      },
    ],
  ],
};

for (const [step, table] of Object.entries(rows)) {
  test.each(table)(`${step} is refused %s, and nobody is tied`, async (_, expected, refused) => {
    expect(await refused()).toBe(expected);
    expect(await place.links()).toEqual([]);
  });
}

test("whoever is linked is told so, whichever side it is, and nothing about the other", async () => {
  const { nonce } = await toDialog();
  await place.hear(saysLink(place.friend, nonce));
  expect(await place.links()).toHaveLength(1);

  const foreign = await openPage(who(place.stranger), await toPage(place.friend));
  expect(foreign.status).toBe(409);
  expect(foreign.html).toContain("別のお客様アカウントと連携しています");
  const second = await openPage(who(), await toPage(place.other));
  expect(second.status).toBe(409);
  for (const { html } of [foreign, second])
    for (const word of ["鈴木", "田中", "山田", "hanako", "佐藤"]) expect(html).not.toContain(word);
  const same = await openPage(who(), await toPage(place.friend));
  expect(same.to).toContain("/apps/musubi/link");
});

test("a replay of LINE's word makes one link, and undoing it stays undone", async () => {
  const { nonce } = await toDialog();
  const word = () => saysLink(place.friend, nonce);
  expect(await place.hear(word())).toBe("linked");
  expect(await place.hear(word())).toBe("link_refused: used");
  expect(await place.links()).toHaveLength(1);
  await db.link.deleteMany({ where: { shopId: place.shop.id } });
  expect(await place.hear(word())).toBe("link_refused: used");
  expect(await place.links()).toEqual([]);
});

test("of two customers who race for one friend, and two friends who race for one customer, one links", async () => {
  const one = await toDialog(place.friend, place.customer);
  const two = await toDialog(place.friend, place.stranger);
  const three = await toDialog(place.other, place.customer);
  await place.hear(
    saysLink(place.friend, one.nonce),
    saysLink(place.friend, two.nonce),
    saysLink(place.other, three.nonce),
  );
  expect(await place.links()).toMatchObject([
    { friendId: place.friend.id, customerId: place.customer.id },
  ]);
});

test("two customers who open one page at the same moment: one keeps it", async () => {
  const code = await toPage();
  const answers = await Promise.all([openPage(who(), code), openPage(who(place.stranger), code)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
});

test("nothing that opens something stands in the database as it was given out", async () => {
  const start = await place.ask(place.friend);
  const { pageCode } = await tap(start);
  const { nonce, linkToken } = await agree(who(), pageCode);
  const rowsOf = JSON.stringify(await db.accountLinkAttempt.findMany());
  for (const code of [start, pageCode, nonce, linkToken]) {
    expect(code.length).toBeGreaterThan(20);
    expect(rowsOf).not.toContain(code);
  }
});

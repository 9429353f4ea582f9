import { expect, test } from "vitest";
import { db } from "#app/platform/database.server.ts";
import { sendSettledJob } from "#app/worker/send-settled.server.ts";
import { createChannel } from "#tests/factories/channel.ts";
import { createFriend } from "#tests/factories/friend.ts";
import { createRecoveryStep } from "#tests/factories/recovery.ts";
import { createSend } from "#tests/factories/send.ts";
import { createShop } from "#tests/factories/shop.ts";

const createdAt = new Date("2026-11-01T00:00:00Z");

async function createWorld() {
  const shop = await createShop(db);
  const channel = await createChannel(db, shop);
  const [added, removed] = await Promise.all(
    ["reminded", "new"].map((name) =>
      db.tag.create({ data: { shopId: shop.id, name, createdAt } }),
    ),
  );
  const step = await createRecoveryStep(db, shop, 60, {
    addTagId: added!.id,
    removeTagId: removed!.id,
  });
  const friend = await createFriend(db, channel);
  const other = await createFriend(db, channel);
  for (const { id: friendId } of [friend, other]) {
    await db.friendTag.create({
      data: { friendId, tagId: removed!.id, shopId: shop.id, addedAt: createdAt },
    });
  }
  const tagsOf = async (friendId: string) =>
    (await db.friendTag.findMany({ where: { friendId } })).map(({ tagId }) => tagId);
  return { shop, step, friend, other, added: added!.id, removed: removed!.id, tagsOf };
}

test("what the merchant wants done after a step is done to whoever got it, twice no differently", async () => {
  const { shop, step, friend, other, added, removed, tagsOf } = await createWorld();
  const accepted = await createSend(db, {
    shopId: shop.id,
    friendId: friend.id,
    partId: step.id,
    state: "accepted",
  });
  const skipped = await createSend(db, {
    shopId: shop.id,
    friendId: other.id,
    partId: step.id,
    state: "skipped",
  });
  const payload = { shopId: shop.id, sendIds: [accepted.id, skipped.id] };
  await sendSettledJob.handle(payload);
  await sendSettledJob.handle(payload);
  expect(await tagsOf(friend.id)).toEqual([added]);
  expect(await tagsOf(other.id)).toEqual([removed]);
});

test("a shop's happening reaches no other shop's sends", async () => {
  const mine = await createWorld();
  const theirs = await createWorld();
  const send = await createSend(db, {
    shopId: theirs.shop.id,
    friendId: theirs.friend.id,
    partId: theirs.step.id,
    state: "accepted",
  });
  await sendSettledJob.handle({ shopId: mine.shop.id, sendIds: [send.id] });
  expect(await theirs.tagsOf(theirs.friend.id)).toEqual([theirs.removed]);
});

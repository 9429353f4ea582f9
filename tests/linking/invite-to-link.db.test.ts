import { beforeEach, expect, test } from "vitest";
import type { Channel, Shop } from "@prisma/client";
import { db } from "#app/platform/database.server.ts";
import { inviteToLink, planInvitations } from "#app/linking/invite-to-link.server.ts";
import { createLinkInviteProgramme } from "#app/linking/link-invite-programme.server.ts";
import { invitationData, readInvitationData } from "#app/linking/link-invitation.ts";
import { createChannel } from "#tests/factories/channel.ts";
import { createCustomer } from "#tests/factories/customer.ts";
import { createFriend } from "#tests/factories/friend.ts";
import { createShop } from "#tests/factories/shop.ts";

const NOON = new Date("2026-11-22T03:00:00Z");
let shop: Shop;
let channel: Channel;

beforeEach(async () => {
  shop = await createShop(db);
  channel = await createChannel(db, shop);
});

const invite = (friendIds: string[] | "all_unlinked", now = NOON) =>
  inviteToLink({ db, shopId: shop.id, friendIds, actor: "staff:1", now });
const sends = () => db.send.findMany({ where: { shopId: shop.id, kind: "link_invite" } });

async function link(friendId: string) {
  const customer = await createCustomer(db, shop);
  const data = { shopId: shop.id, friendId, customerId: customer.id, method: "staff" };
  await db.link.create({ data: { ...data, linkedAt: NOON } });
}

test("chosen friends are invited once each, however often an id stands in the list", async () => {
  const [one, two] = [await createFriend(db, channel), await createFriend(db, channel)];
  const invited = await invite([one.id, two.id, one.id]);
  expect(invited).toMatchObject({ outcome: "invited", planned: 2 });
  expect((await sends()).map((send) => send.friendId).sort()).toEqual([one.id, two.id].sort());
});

test("who is linked, has blocked, only logged in, opted out, or is another shop's is not invited", async () => {
  const linked = await createFriend(db, channel);
  await link(linked.id);
  const blocked = await createFriend(db, channel, { followState: "blocked" });
  const seen = await createFriend(db, channel, { followState: "seen" });
  const optedOut = await createFriend(db, channel);
  const data = { shopId: shop.id, friendId: optedOut.id, kind: "marketing", via: "keyword" };
  await db.optOut.create({ data: { ...data, createdAt: NOON } });
  const foreign = await createFriend(db, await createChannel(db, await createShop(db)));
  const ids = [linked, blocked, seen, optedOut, foreign].map(({ id }) => id);
  expect(await invite([...ids, "no id"])).toEqual({ outcome: "refused", reason: "nobody" });
  expect(await sends()).toEqual([]);
});

test("a second click within a day invites nobody again, and a day later it does", async () => {
  const friend = await createFriend(db, channel);
  await invite([friend.id]);
  expect(await invite([friend.id])).toMatchObject({ outcome: "refused" });
  const later = new Date(NOON.getTime() + 25 * 60 * 60_000);
  expect(await invite([friend.id], later)).toMatchObject({ outcome: "invited" });
});

test("two who invite the same friend at the same moment make one send", async () => {
  const friend = await createFriend(db, channel);
  const all = await Promise.all([invite([friend.id]), invite([friend.id]), invite([friend.id])]);
  expect(all.filter(({ outcome }) => outcome === "invited")).toHaveLength(1);
  expect(await sends()).toHaveLength(1);
});

test("all who are not linked are planned by the job, and once when it comes twice", async () => {
  await Promise.all([1, 2, 3].map(() => createFriend(db, channel)));
  const linked = await createFriend(db, channel);
  await link(linked.id);
  const invited = await invite("all_unlinked");
  if (invited.outcome !== "invited") throw new Error(invited.reason);
  const job = { db, shopId: shop.id, invitationId: invited.invitationId, now: NOON };
  await Promise.all([planInvitations(job), planInvitations(job)]);
  expect(await sends()).toHaveLength(3);
  expect(await db.linkInvitation.findFirst({ where: { shopId: shop.id } })).toMatchObject({
    planned: 3,
    plannedAt: NOON,
  });
});

test("without a channel, or while another tool has the webhook, nobody is invited", async () => {
  const friend = await createFriend(db, channel);
  await db.channel.update({ where: { id: channel.id }, data: { webhookMode: "none" } });
  expect(await invite([friend.id])).toEqual({ outcome: "refused", reason: "no_webhook" });
  await db.channel.update({ where: { id: channel.id }, data: { messagingChannelId: null } });
  expect(await invite([friend.id])).toEqual({ outcome: "refused", reason: "not_connected" });
});

test("whoever has linked since the invitation was planned is skipped, and the others get the button", async () => {
  const [one, two] = [
    await createFriend(db, channel),
    await createFriend(db, channel, { language: "en" }),
  ];
  const inviteButton = "つなぐ";
  await db.linkSettings.create({ data: { shopId: shop.id, inviteButton } });
  const invited = await invite([one.id, two.id]);
  if (invited.outcome !== "invited") throw new Error(invited.reason);
  await link(one.id);
  const due = await sends();
  const answers = await createLinkInviteProgramme({ db }).prepare({
    shopId: shop.id,
    sends: due,
    now: NOON,
  });
  const answerOf = (friendId: string) =>
    answers.get(due.find((send) => send.friendId === friendId)!.id);
  expect(answerOf(one.id)).toEqual({ outcome: "skip", reason: "already_linked" });
  expect(answerOf(two.id)).toMatchObject({
    outcome: "send",
    messages: [
      {
        type: "template",
        template: {
          type: "buttons",
          actions: [
            {
              type: "postback",
              label: inviteButton,
              data: invitationData(invited.invitationId),
              displayText: inviteButton,
            },
          ],
        },
      },
    ],
  });
});

test("a button's data is read back, and nothing else is taken for one", () => {
  const id = "0199d0f0-0000-7000-8000-000000000001";
  expect(readInvitationData(invitationData(id))).toBe(id);
  for (const data of ["", "musubi:link:", "musubi:link:1", `x musubi:link:${id}`, `${id}`])
    expect(readInvitationData(data)).toBeNull();
});

import { expect, test } from "vitest";
import { db } from "#app/platform/database.server.ts";
import { readStepsDone, setupSteps, webhookHolder } from "#app/channels/channel.ts";
import { tickSetupStep } from "#app/channels/tick-setup-step.server.ts";
import { webhookState } from "#app/channels/webhook-state.ts";
import { createChannel } from "#tests/factories/channel.ts";
import { createShop } from "#tests/factories/shop.ts";

test("steps are ticked and unticked, and ticks at one moment all stand", async () => {
  const shop = await createShop(db);
  await createChannel(db, shop);
  const shopId = shop.id;
  const done = async () =>
    readStepsDone((await db.channel.findUniqueOrThrow({ where: { shopId } })).stepsDone);
  await Promise.all(
    setupSteps.map(({ name }) => tickSetupStep({ db, shopId, step: name, isDone: true })),
  );
  expect(await done()).toEqual(setupSteps.map(({ name }) => name));
  await tickSetupStep({ db, shopId, step: "photos", isDone: false });
  expect(await done()).not.toContain("photos");
});

test("a shop without a channel has nothing to tick", async () => {
  const shop = await createShop(db);
  const ticked = await tickSetupStep({ db, shopId: shop.id, step: "chat", isDone: true });
  expect(ticked).toEqual({ outcome: "not_connected" });
});

test("a stored step that is not known any more is left out", () => {
  expect(readStepsDone(["photos", "greeting_of_old", 7])).toEqual(["photos"]);
  expect(readStepsDone("photos")).toEqual([]);
});

const prefix = "https://musubi.test/webhooks/line/";

test.each([
  [null, "nobody"],
  [`${prefix}this-one`, "musubi"],
  [`${prefix}of-old`, "former"],
  ["https://other.example/hook", "other"],
  ["https://musubi.test.evil.example/webhooks/line/this-one", "other"],
])("the webhook URL %s belongs to %s", (url, holder) => {
  expect(webhookHolder(url, `${prefix}this-one`, prefix)).toBe(holder);
});

test.each([
  ["undecided", "other", true, false, "other"],
  ["undecided", "nobody", false, false, "empty"],
  ["undecided", "former", true, false, "empty"],
  ["own", "musubi", true, true, "working"],
  ["own", "musubi", true, false, "untested"],
  ["own", "musubi", false, true, "inactive"],
  ["own", "other", true, true, "lost"],
  ["own", "nobody", false, true, "lost"],
  ["none", "other", true, false, "without"],
  ["none", "nobody", false, false, "without"],
  ["none", "musubi", true, false, "stillOurs"],
] as const)(
  "in mode %s, held by %s, active %s, tested %s, the page says %s",
  (mode, holder, isActive, wasTested, state) => {
    expect(webhookState({ mode, holder, isActive, wasTested })).toBe(state);
  },
);

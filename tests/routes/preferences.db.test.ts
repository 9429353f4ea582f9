import type { Friend } from "@prisma/client";
import { beforeEach, expect, test } from "vitest";
import { preferencesUrl } from "#app/friends/preferences-url.ts";
import { db } from "#app/platform/database.server.ts";
import { action, loader } from "#app/routes/preferences.$code.tsx";
import { createChannel } from "#tests/factories/channel.ts";
import { createFriend } from "#tests/factories/friend.ts";
import { createShop } from "#tests/factories/shop.ts";

let friend: Friend;

beforeEach(async () => {
  const shop = await createShop(db, { name: "結び <商店>" });
  friend = await createFriend(db, await createChannel(db, shop));
});

const asked = (request: Request, code = friend.preferencesCode) => ({
  request,
  params: { code },
  context: {},
});
const open = (query = "", code = friend.preferencesCode) =>
  loader(asked(new Request(`https://musubi.test/preferences/${code}${query}`), code));
const post = (fields: Record<string, string>, query = "") =>
  action(
    asked(
      new Request(`https://musubi.test/preferences/${friend.preferencesCode}${query}`, {
        method: "POST",
        body: new URLSearchParams(fields),
      }),
    ),
  );
const refused = async () =>
  (await db.optOut.findMany({ where: { friendId: friend.id }, orderBy: { kind: "asc" } })).map(
    ({ kind, via }) => `${kind} by ${via}`,
  );

test("opening the page, or the link that stops, changes nothing", async () => {
  const page = await open();
  expect(page.status).toBe(200);
  expect(page.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  const html = await page.text();
  expect(html.match(/type="checkbox"[^>]*checked/g)).toHaveLength(2);
  expect(html).toContain("結び &lt;商店&gt;");
  expect(html).not.toContain("<script");
  const stop = await open("?stop=recovery");
  expect(await stop.text()).toContain("お知らせを停止しますか");
  expect(await refused()).toEqual([]);
});

test("one tap on the opened link stops that kind only, and the page shows it", async () => {
  const url = new URL(
    preferencesUrl({
      appUrl: "https://musubi.test",
      code: friend.preferencesCode,
      stop: "recovery",
    }),
  );
  expect(await (await open(url.search)).text()).toContain('name="kind" value="recovery"');
  const answer = await post({ intent: "stop", kind: "recovery" });
  expect(answer.status).toBe(303);
  expect(await refused()).toEqual(["recovery by link"]);
  const landed = new URL(answer.headers.get("location") ?? "", "https://musubi.test");
  const html = await (await open(landed.search)).text();
  expect(html).toContain("保存しました");
  expect(html.match(/type="checkbox"[^>]*checked/g)).toHaveLength(1);
});

test("kinds are chosen one by one, off and on again", async () => {
  await post({ intent: "save", marketing: "on" });
  expect(await refused()).toEqual(["recovery by page"]);
  await post({ intent: "save", recovery: "on" });
  expect(await refused()).toEqual(["marketing by page"]);
  await post({ intent: "save", recovery: "on", marketing: "on" });
  expect(await refused()).toEqual([]);
});

test("a post without an intent, of an unknown kind or that is no form changes nothing", async () => {
  for (const fields of [{}, { intent: "stop" }, { intent: "stop", kind: "<b>" }]) {
    expect((await post(fields as Record<string, string>)).status).toBe(400);
  }
  const json = new Request("https://musubi.test/preferences/x", {
    method: "POST",
    body: "{",
    headers: { "content-type": "application/json" },
  });
  expect((await action(asked(json))).status).toBe(400);
  expect(await refused()).toEqual([]);
});

test("a code that is nobody's gets a page that helps", async () => {
  const page = await open("?lang=en", "nobody");
  expect(page.status).toBe(404);
  expect(await page.text()).toContain("send “stop”");
});

test("the page speaks the friend's language, or the one that is asked for", async () => {
  await db.friend.update({ where: { id: friend.id }, data: { language: "en" } });
  expect(await (await open()).text()).toContain("Messages on LINE");
  expect(await (await open("?lang=ja")).text()).toContain("LINEで受け取るお知らせ");
});

import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { faultSchema } from "#sandbox/faults.ts";
import type { z } from "zod";
import { lineWorld, text, type LineWorld } from "./line-world.ts";

const PUSH = "POST /v2/bot/message/push";

async function faulty(
  kind: z.input<typeof faultSchema>["kind"],
  more: object = {},
): Promise<LineWorld> {
  const world = await lineWorld();
  world.faults.add({ service: "line", endpoint: PUSH, kind, times: 1, ...more });
  return world;
}

const push = (world: LineWorld, headers: Record<string, string> = {}) =>
  world.call("POST", "/v2/bot/message/push", { to: world.userId, messages: [text("a")] }, headers);

test("An injected error is a 500 that did nothing, once", async () => {
  const world = await faulty("error");
  expect((await push(world)).status).toBe(500);
  expect(world.talk()).toEqual([]);
  expect((await push(world)).status).toBe(200);
});

test("A time-out after acceptance has sent the message, and the retry finds it accepted", async () => {
  const world = await faulty("timeout-after-acceptance");
  const headers = { "x-line-retry-key": randomUUID() };
  await expect(push(world, headers)).rejects.toThrow("fetch failed");
  expect(world.talk()).toEqual([text("a")]);
  expect((await push(world, headers)).status).toBe(409);
  expect(world.talk()).toHaveLength(1);
  expect(world.requests.list()).toContainEqual(
    expect.objectContaining({ status: 0, note: "fault: timeout-after-acceptance" }),
  );
});

test("A 429 by rate and one by quota differ in their words and send nothing", async () => {
  const byRate = await faulty("rate-limit");
  expect(await push(byRate)).toMatchObject({
    status: 429,
    json: { message: "The API rate limit has been exceeded. Try again later." },
  });
  const byQuota = await faulty("quota-spent");
  expect(await push(byQuota)).toMatchObject({
    status: 429,
    json: { message: "You have reached your monthly limit." },
  });
  expect([...byRate.talk(), ...byQuota.talk()]).toEqual([]);
});

test("A slow answer is late and right", async () => {
  const world = await faulty("slow", { delayMs: 150 });
  const began = Date.now();
  expect((await push(world)).status).toBe(200);
  expect(Date.now() - began).toBeGreaterThanOrEqual(140);
});

test("A fault of one endpoint leaves the others alone, and its quota kind never meets one that sends nothing", async () => {
  const world = await lineWorld();
  world.faults.add({ service: "line", endpoint: "*", kind: "quota-spent" });
  expect((await world.call("GET", "/v2/bot/info")).status).toBe(200);
  expect((await push(world)).status).toBe(429);
});

test("A fault can name an endpoint with a parameter in its path, as LINE's reference writes it", async () => {
  const world = await lineWorld();
  world.faults.add({ service: "line", endpoint: "GET /v2/bot/profile/{userId}", kind: "error" });
  expect((await world.call("GET", `/v2/bot/profile/${world.userId}`)).status).toBe(500);
});

test("The token endpoint and LINE's login pages can fail as well", async () => {
  const world = await lineWorld();
  world.faults.add({ service: "line", endpoint: "*", kind: "error" });
  const token = await fetch(`${world.line.urls.api}/oauth2/v3/token`, { method: "POST" });
  const page = await fetch(`${world.line.urls.access}/oauth2/v2.1/authorize`);
  expect([token.status, page.status]).toEqual([500, 500]);
});

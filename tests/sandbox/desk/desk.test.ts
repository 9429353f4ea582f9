import { request } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createMemoryClock } from "#sandbox/clock.ts";
import { createDesk } from "#sandbox/desk/desk.ts";
import type { Desk } from "#sandbox/desk/desk.ts";
import type { SandboxJson } from "#sandbox/desk/sandbox-json.ts";
import { createFaults } from "#sandbox/faults.ts";
import { createLineStandIn } from "#sandbox/line/line-stand-in.ts";
import type { LineStandIn } from "#sandbox/line/line-stand-in.ts";
import { createRequestLog } from "#sandbox/request-log.ts";

const clock = createMemoryClock();
const faults = createFaults();
const requests = createRequestLog();
let line: LineStandIn;
let desk: Desk;

beforeAll(async () => {
  line = await createLineStandIn({ clock, faults, requests });
  desk = await createDesk({
    clock,
    faults,
    requests,
    links: {
      app: "http://127.0.0.1:1",
      admin: "http://127.0.0.1:2",
      storefront: "http://127.0.0.1:3",
      line: line.urls,
      shopify: "http://127.0.0.1:4",
      shop: { domain: "musubi.myshopify.com", customers: [] },
      channel: {
        messaging: { channelId: "1", channelSecret: "a" },
        login: { channelId: "2", channelSecret: "b" },
        liff: {
          liffId: "2-abcdefgh",
          endpointUrl: "http://localhost/liff/2",
          url: "http://localhost/l",
        },
      },
    },
  });
});
afterAll(async () => {
  await desk.close();
  await line.close();
});
beforeEach(() => {
  faults.remove();
  requests.clear();
});

async function call(method: string, url: string, body?: unknown) {
  const response = await fetch(url, {
    method,
    headers: { "content-type": "application/json" },
    body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
  });
  const json: unknown = await response.json();
  return { status: response.status, json };
}
const control = () => desk.sandboxJson.control;

test("sandbox.json names everything a program needs, in absolute addresses that answer", async () => {
  const { status, json } = await call("GET", `${desk.url}/sandbox.json`);
  expect(status).toBe(200);
  const sandbox = json as SandboxJson;
  expect(Object.keys(sandbox)).toEqual([
    "app",
    "admin",
    "storefront",
    "phone",
    "line",
    "shopify",
    "control",
    "shop",
    "channel",
  ]);
  expect(Object.keys(sandbox.line)).toEqual(["api", "data", "access"]);
  for (const url of Object.values(sandbox.control)) {
    expect((await call("GET", url)).status).toBe(200);
  }
  expect((await fetch(sandbox.phone)).status).toBe(200);
});

test("the clock is pushed by milliseconds and by ISO 8601 durations, and tells where it stands", async () => {
  const before = clock.offsetMs();
  const byMs = await call("POST", control().clock, { advanceMs: 60_000 });
  expect(byMs.json).toMatchObject({ offsetMs: before + 60_000 });
  const byDuration = await call("POST", control().clock, { advance: "PT10H" });
  expect(byDuration.json).toMatchObject({ offsetMs: before + 60_000 + 36_000_000 });
  expect((await call("POST", control().clock, { advance: "P1D" })).json).toMatchObject({
    offsetMs: before + 60_000 + 36_000_000 + 86_400_000,
  });
  const { json } = await call("GET", control().clock);
  const { now, offsetMs } = json as { now: string; offsetMs: number };
  expect(offsetMs).toBe(clock.offsetMs());
  expect(Math.abs(Date.parse(now) - clock.now())).toBeLessThan(5_000);
  expect(now).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
});

test.each([
  ["backwards", { advanceMs: -1 }],
  ["a fraction", { advanceMs: 1.5 }],
  ["words", { advanceMs: "60000" }],
  ["a duration that is none", { advance: "10 hours" }],
  ["a negative duration", { advance: "-PT1H" }],
  ["a duration beyond all dates", { advance: "P999999Y" }],
  ["both at once", { advanceMs: 1, advance: "PT1S" }],
  ["neither", {}],
  ["a typing error", { advancems: 1 }],
  ["no object", "[]"],
  ["broken JSON", "{"],
])("%s is refused with 400, says why, and leaves the clock alone", async (_name, body) => {
  const before = clock.offsetMs();
  const { status, json } = await call("POST", control().clock, body);
  expect(status).toBe(400);
  expect((json as { message: string }).message).not.toBe("");
  expect(clock.offsetMs()).toBe(before);
});

test("a fault is set, listed, and taken out again, one or all", async () => {
  const fault = { service: "line", endpoint: "POST /v2/bot/message/push", kind: "error", times: 1 };
  const first = await call("POST", control().faults, fault);
  expect(first.status).toBe(201);
  expect(first.json).toMatchObject({ ...fault, hits: 0, probability: 1 });
  await call("POST", control().faults, { ...fault, kind: "slow" });
  expect(faults.take("line", fault.endpoint, ["error"])).toBeDefined();
  expect((await call("GET", control().faults)).json).toMatchObject([{ hits: 1 }, { kind: "slow" }]);

  const { id } = first.json as { id: number };
  expect((await call("DELETE", `${control().faults}/${id}`)).status).toBe(200);
  expect((await call("DELETE", `${control().faults}/${id}`)).status).toBe(404);
  expect((await call("DELETE", control().faults)).json).toEqual({ removed: true });
  expect(faults.list()).toEqual([]);
});

test("a fault that cannot be is refused with the place of each problem", async () => {
  const { status, json } = await call("POST", control().faults, {
    service: "facebook",
    endpoint: "",
    kind: "error",
    chance: 1,
  });
  expect(status).toBe(400);
  const { issues } = json as { issues: { at: string }[] };
  expect(issues.map(({ at }) => at)).toEqual(expect.arrayContaining(["service", "endpoint"]));
  expect(JSON.stringify(json)).toContain("chance");
  expect(faults.list()).toEqual([]);
  expect((await call("DELETE", `${control().faults}/abc`)).status).toBe(400);
});

test("the requests after a given one are told, oldest first, and can be cleared", async () => {
  const entry = {
    at: 1,
    from: "app",
    to: "line",
    method: "POST",
    path: "/x",
    status: 200,
    ms: 2,
  } as const;
  const first = requests.add(entry);
  const second = requests.add({ ...entry, status: 0 });
  expect((await call("GET", control().requests)).json).toEqual([first, second]);
  expect((await call("GET", `${control().requests}?after=${first.id}`)).json).toEqual([second]);
  expect((await call("GET", `${control().requests}?after=soon`)).status).toBe(400);
  await call("DELETE", control().requests);
  expect((await call("GET", control().requests)).json).toEqual([]);
});

test("pages of other sites, and names made to point at this machine, are refused", async () => {
  const foreign = await fetch(control().clock, {
    method: "POST",
    headers: { origin: "https://evil.example" },
    body: JSON.stringify({ advanceMs: 1 }),
  });
  expect(foreign.status).toBe(403);
  expect(await statusWithHost("evil.example")).toBe(403);
  expect(await statusWithHost(`127.0.0.1:${new URL(desk.url).port}`)).toBe(200);
});

/** `fetch` does not let one choose the Host header. */
function statusWithHost(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({
      host: "127.0.0.1",
      port: new URL(desk.url).port,
      path: "/sandbox.json",
      headers: { host },
    })
      .on("response", (response) => {
        response.resume();
        resolve(response.statusCode);
      })
      .on("error", reject)
      .end();
  });
}

test("the pages bring their script, their style and a Japanese font, all from the desk itself", async () => {
  for (const page of [`${desk.url}/`, desk.sandboxJson.phone]) {
    const response = await fetch(page);
    expect(response.headers.get("content-security-policy")).toContain("default-src 'self'");
    const html = await response.text();
    const addresses = [...html.matchAll(/(?:src|href)="(\.[^"]+)"/g)].map(
      ([, path]) => new URL(path!, page),
    );
    expect(addresses).toHaveLength(4);
    for (const address of addresses) expect((await fetch(address)).status, address.href).toBe(200);
  }
  const css = await (await fetch(`${desk.url}/fonts/400.css`)).text();
  const font = /url\((\.\/files\/[^)]+\.woff2)\)/.exec(css)?.[1];
  expect((await fetch(new URL(font!, `${desk.url}/fonts/`))).headers.get("content-type")).toBe(
    "font/woff2",
  );
  expect((await fetch(`${desk.url}/phone`, { redirect: "manual" })).headers.get("location")).toBe(
    "/phone/",
  );
});

test("the phone acts in a talk through the desk, and sees it live", async () => {
  const { providerId } = line.state.addProvider({ name: "結び" });
  const { botUserId } = line.state.addMessagingChannel({ providerId });
  const userId = line.state.addUser({ displayName: "花子" }).userIds[providerId]!;
  const talk = `${desk.sandboxJson.phone}api/talks/${botUserId}/${userId}`;

  const closing = new AbortController();
  const stream = await fetch(`${talk}/stream?after=0`, { signal: closing.signal });
  expect(stream.headers.get("content-type")).toContain("text/event-stream");
  expect((await call("POST", `${talk}/acts`, { type: "follow" })).status).toBe(200);
  await call("POST", `${talk}/acts`, { type: "text", text: "こんにちは" });

  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
  let heard = "";
  while (!heard.includes("こんにちは")) heard += (await reader.read()).value ?? "";
  closing.abort();
  expect(heard).toContain("following");

  const again = await call("POST", `${talk}/acts`, { type: "follow" });
  expect(again).toEqual({ status: 409, json: { message: "already-following" } });
});

test("a stand-in that is gone is a 502 on the phone, not a crash of the desk", async () => {
  const gone = await createLineStandIn({ clock, faults, requests });
  const lonely = await createDesk({
    clock,
    faults,
    requests,
    links: { ...desk.sandboxJson, line: gone.urls },
  });
  await gone.close();
  expect((await call("GET", `${lonely.sandboxJson.phone}api/state`)).status).toBe(502);
  expect((await call("GET", `${lonely.url}/sandbox.json`)).status).toBe(200);
  await lonely.close();
});

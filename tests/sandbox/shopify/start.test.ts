import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";

const args = ["sandbox/shopify/start.ts", "--api-port", "0", "--admin-port", "0"];

test("Started by itself, the stand-in serves every shop that was named, and prints where", async () => {
  const child = spawn(process.execPath, [
    ...args,
    "--storefront-port=0",
    "--shop=first-shop",
    "--shop=second-shop.myshopify.com",
  ]);
  onTestFinished(() => void child.kill());
  let printed = "";
  child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  await expect.poll(() => printed, { timeout: 10_000 }).toContain("APP_BRIDGE_URL");
  const addressOf = (name: string) => new RegExp(`${name}\\s+(\\S+)`).exec(printed)?.[1] ?? "";

  const shops = await fetch(`${addressOf("API")}/_sandbox/shops`);
  expect(JSON.stringify(await shops.json())).toContain("second-shop.myshopify.com");
  const admin = await fetch(addressOf("Admin"));
  expect(admin.status).toBe(200);
  expect(admin.url).toContain("/store/first-shop/apps/");
  expect((await fetch(addressOf("Storefront"))).status).toBe(200);

  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("A port that is taken is said in one line", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void other.close());
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  const child = spawn(process.execPath, [...args, `--storefront-port=${port}`]);
  const [complaint, ended] = await Promise.all([text(child.stderr), once(child, "exit")]);
  expect(complaint.trim()).toBe(`listen EADDRINUSE: address already in use 127.0.0.1:${port}`);
  expect(ended).toEqual([1, null]);
});

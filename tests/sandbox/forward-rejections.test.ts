import { once } from "node:events";
import type { AddressInfo } from "node:net";
import express from "express";
import type { NextFunction, Request, Response } from "express";
import { onTestFinished, expect, test } from "vitest";
import { forwardRejections } from "#sandbox/forward-rejections.ts";
import { lineWorld } from "./line/line-world.ts";
import { startStandIn } from "./shopify/stand-in-fixture.ts";

const fail = async () => {
  await Promise.resolve();
  throw new Error("broken");
};

test("a handler whose promise is rejected is answered by the error handler, wherever it was added", async () => {
  const app = forwardRejections(express());
  const router = forwardRejections(express.Router());
  router.post("/deep", [fail]);
  app.get("/get", fail);
  app.use("/use", fail);
  app.use("/router", express.json(), router);
  app.get("/fine", async (_request, response) => void response.send("fine"));
  app.use((error: Error, _request: Request, response: Response, _next: NextFunction) => {
    response.status(500).send(error.message);
  });
  const server = app.listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const ask = async (method: string, path: string) => {
    const { port } = server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method });
    return `${answer.status} ${await answer.text()}`;
  };

  expect(await ask("GET", "/get")).toBe("500 broken");
  expect(await ask("PUT", "/use/anything")).toBe("500 broken");
  expect(await ask("POST", "/router/deep")).toBe("500 broken");
  expect(await ask("GET", "/fine")).toBe("200 fine");
});

test("a storefront page that fails is a 500 in the log, and the stand-in goes on", async () => {
  const { standIn, requests, control } = await startStandIn();
  const [product] = standIn.shop().products.values();
  Object.defineProperty(product, "title", {
    get() {
      throw new Error("This product is broken.");
    },
  });
  const page = await fetch(standIn.urls.storefront);
  expect(page.status).toBe(500);
  expect(await page.text()).toContain("This product is broken.");
  await expect.poll(() => requests.list().at(-1)?.status).toBe(500);
  expect(await control("GET /shop")).toMatchObject({ domain: standIn.shop().domain });
});

test("a call that fails at the LINE stand-in is LINE's 500 in the log, and the stand-in goes on", async () => {
  const { line, person, requests, call, userId } = await lineWorld();
  Object.defineProperty(person, "displayName", {
    get() {
      throw new Error("This person is broken.");
    },
  });
  expect((await call("GET", `/v2/bot/profile/${userId}`)).status).toBe(500);
  await expect.poll(() => requests.list().at(-1)?.status).toBe(500);
  expect((await fetch(`${line.urls.api}/_sandbox/state`)).status).toBe(500);
  expect(await call("GET", "/v2/bot/info")).toMatchObject({ status: 200 });
});

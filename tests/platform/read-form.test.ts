import { expect, test } from "vitest";
import { readForm } from "#app/platform/read-form.server.ts";

const posted = (body: BodyInit, type?: string) =>
  new Request("https://musubi.test/", {
    method: "POST",
    body,
    duplex: "half",
    headers: type ? { "content-type": type } : {},
  });

test("fields are read, urlencoded and multipart alike", async () => {
  expect((await readForm(posted(new URLSearchParams({ name: "結び" })))).get("name")).toBe("結び");
  const form = new FormData();
  form.set("name", "結び");
  expect((await readForm(posted(form))).get("name")).toBe("結び");
});

test.each([
  "application/json",
  "text/plain",
  "multipart/form-data",
  "multipart/form-data; boundary=x",
  "",
])("a body of the type '%s' has no fields", async (type) => {
  expect([...(await readForm(posted("name=x", type)))]).toEqual([]);
});

test("a request without a body has no fields", async () => {
  const request = new Request("https://musubi.test/", { method: "POST" });
  expect([...(await readForm(request))]).toEqual([]);
});

test("a body that does not end is given up after a megabyte", async () => {
  let given = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      given += 65_536;
      controller.enqueue(new Uint8Array(65_536).fill(97));
    },
  });
  const refusal = await readForm(posted(endless, "application/x-www-form-urlencoded")).catch(
    (thrown: unknown) => thrown,
  );
  expect((refusal as Response).status).toBe(413);
  expect(given).toBeLessThan(2 * 1024 * 1024);
});

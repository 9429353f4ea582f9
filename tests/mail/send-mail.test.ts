import { afterAll, beforeEach, expect, test } from "vitest";
import { createFaults } from "#sandbox/faults.ts";
import { createMailStandIn, REFUSED_DOMAIN } from "#sandbox/mail/mail-stand-in.ts";

const faults = createFaults();
const mail = await createMailStandIn({ faults });
afterAll(() => mail.close());
Object.assign(process.env, {
  NODE_ENV: "test",
  SHOPIFY_APP_URL: "https://musubi.test",
  SHOPIFY_API_KEY: "test-api-key",
  SHOPIFY_API_SECRET: "test-api-secret",
  ENCRYPTION_KEY: "0f".repeat(32),
  LOG_LEVEL: "fatal",
  SMTP_URL: mail.smtpUrl,
  MAIL_FROM: "Musubi <no-reply@musubi.example>",
});
const { sendMail } = await import("#app/mail/send-mail.server.ts");

beforeEach(() => faults.remove());

const one = (options: Partial<Parameters<typeof sendMail>[0]> = {}) =>
  sendMail({
    id: crypto.randomUUID(),
    to: "hanako@example.jp",
    fromName: "結び商店",
    subject: "確認コード",
    text: "コードは 012345 です。",
    html: "<p>コードは <b>012345</b> です。</p>",
    ...options,
  });

test("a mail arrives as text and as HTML, in Japanese, from the shop's name at our address", async () => {
  const id = crypto.randomUUID();
  expect(await one({ id })).toEqual({ outcome: "sent" });
  expect(mail.mails().at(-1)).toMatchObject({
    to: ["hanako@example.jp"],
    from: "no-reply@musubi.example",
    subject: "確認コード",
    text: expect.stringContaining("コードは 012345 です。") as string,
    html: expect.stringContaining("<b>012345</b>") as string,
    headers: {
      from: "結び商店 <no-reply@musubi.example>",
      "message-id": `<${id}@musubi.example>`,
      "auto-submitted": "auto-generated",
    },
  });
});

test("a mailbox that does not exist is a final answer", async () => {
  expect(await one({ to: `nobody@${REFUSED_DOMAIN}` })).toEqual({ outcome: "refused", code: 550 });
});

test.each(["error", "timeout-after-acceptance"] as const)(
  "a server that ends with %s is tried again later, and the error names nobody",
  async (kind) => {
    faults.add({ service: "mail", endpoint: "DATA", kind, times: 1 });
    const failed = await one().then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failed).toBeInstanceOf(Error);
    expect(String(failed)).not.toContain("hanako");
    expect((failed as Error).cause).toBeUndefined();
    expect(await one()).toEqual({ outcome: "sent" });
  },
);

test("an address with more in it than an address reaches nobody else", async () => {
  const before = mail.mails().length;
  await one({ to: "hanako@example.jp\r\nBcc: mallory@example.jp" }).catch(() => undefined);
  await one({ to: "hanako@example.jp, mallory@example.jp" }).catch(() => undefined);
  const reached = mail.mails().slice(before);
  expect(reached.flatMap(({ to }) => to)).not.toContain("mallory@example.jp");
  expect(reached.map(({ headers }) => headers.bcc).filter(Boolean)).toEqual([]);
});

import type { JWTPayload } from "jose";
import { afterAll, vi } from "vitest";
import { createFaults } from "#sandbox/faults.ts";
import { createMailStandIn } from "#sandbox/mail/mail-stand-in.ts";
import { createCustomer } from "#tests/factories/customer.ts";
import { startStorefrontWorld } from "./storefront-world.ts";

/** A shop with a LIFF app, the whole product over HTTP, and a mail server. To be awaited before anything of `app/`. */
export async function startLiffWorld() {
  const mailFaults = createFaults();
  const mail = await createMailStandIn({ faults: mailFaults });
  afterAll(() => mail.close());
  Object.assign(process.env, { SMTP_URL: mail.smtpUrl, MAIL_FROM: "no-reply@musubi.example" });
  const world = await startStorefrontWorld();
  const { db, shop, line, account } = world;
  const { openProduct } = await import("#tests/hostile/product-server.ts");
  const product = await openProduct();
  afterAll(() => product.close());
  const { channelId } = account.login;
  const liffId = `${channelId}-abcdEF12`;
  await db.linkSettings.create({ data: { shopId: shop.id, liffId } });
  const base = `/liff/${channelId}`;

  let people = 0;
  /** Somebody with a phone, and their user id for this shop. */
  function addPerson(displayName = `人${++people}`) {
    const person = line.state.addUser({ displayName });
    return { displayName, userId: person.userIds[account.providerId] ?? "" };
  }

  /** What LINE says of them in an id token; its `jti` makes each one another. */
  function claimsOf(userId: string, claims: JWTPayload = {}): JWTPayload {
    const seconds = Math.floor(Date.now() / 1_000);
    return {
      iss: "https://access.line.me",
      aud: channelId,
      sub: userId,
      iat: seconds,
      exp: seconds + 3_600,
      name: "LINEの名前",
      jti: crypto.randomUUID(),
      ...claims,
    };
  }
  const idTokenOf = (userId: string, claims: JWTPayload = {}) =>
    line.keys.sign(claimsOf(userId, claims));

  /** A browser as LIFF opens one: it keeps cookies, and follows nothing by itself. */
  function newBrowser(ip = `203.0.113.${people % 250}`) {
    let cookie = "";
    async function ask(path: string, form?: Record<string, string>) {
      const answer = await fetch(product.url + path, {
        method: form ? "POST" : "GET",
        redirect: "manual",
        headers: { cookie, "accept-language": "ja", "x-forwarded-for": ip },
        ...(form && { body: new URLSearchParams(form) }),
      });
      const set = answer.headers.get("set-cookie");
      if (set) cookie = set.split(";")[0] ?? "";
      return {
        status: answer.status,
        body: await answer.text(),
        location: answer.headers.get("location"),
        headers: answer.headers,
      };
    }
    return {
      get: (path = "") => ask(base + path),
      post: (path: string, form: Record<string, string>) => ask(base + path, form),
      link: (form: Record<string, string>) => ask(`${base}/link`, form),
      cookie: () => cookie,
      takeCookie: (other: string) => void (cookie = other),
      /** Opens the page, and has LINE say who it is. */
      async identify(idToken: string) {
        await ask(base);
        return ask(`${base}/identify`, { id_token: idToken });
      },
      /** The proof that the page at hand is about. */
      async proof(): Promise<string> {
        const { body } = await ask(`${base}/link`);
        return /name="proof" value="([^"]+)"/.exec(body)?.[1] ?? "";
      },
    };
  }

  /** Somebody in their LIFF browser, whom LINE has named. */
  async function enter(person = addPerson(), claims: JWTPayload = {}) {
    const browser = newBrowser();
    await browser.identify(await idTokenOf(person.userId, claims));
    return { ...browser, ...person };
  }

  let customers = 0;
  const addCustomer = (overrides: Parameters<typeof createCustomer>[2] = {}) =>
    createCustomer(db, shop, {
      displayName: "秘密 花子",
      email: `hanako${++customers}@example.jp`,
      ...overrides,
    });

  /** Works off the jobs of codes that are waiting, as the worker does. */
  async function runCodeJobs() {
    const { pool } = await import("#app/platform/database.server.ts");
    const { startJobWorker } = await import("#app/platform/jobs.server.ts");
    const { linkCodeWantedJob } = await import("#app/worker/link-code-wanted.server.ts");
    const worker = await startJobWorker({ pool, jobs: [linkCodeWantedJob], concurrency: 4 });
    await vi.waitFor(
      async () => {
        const { rows } = await pool.query<{ count: number; error: string | null }>(
          `SELECT count(*)::int AS count, max(last_error) AS error FROM graphile_worker.jobs
           WHERE task_identifier = 'linking.link-code-wanted'`,
        );
        if (rows[0]?.count) throw new Error(`${rows[0].count} jobs are left: ${rows[0].error}`);
      },
      { timeout: 15_000, interval: 30 },
    );
    await worker.stop();
  }

  /** The code in the newest mail to an address. */
  function codeTo(email: string | null): string {
    const mails = mail.mails().filter(({ to }) => to.includes(email ?? ""));
    return /^\d{6}$/m.exec(mails.at(-1)?.text ?? "")?.[0] ?? "";
  }

  /** On the way to a customer, up to the page that asks for the code, which has been sent. */
  async function askFor(customer: { email: string | null }, typed = customer.email ?? "") {
    const browser = await enter();
    await browser.link({ intent: "ask", address: typed });
    await runCodeJobs();
    return { ...browser, proofId: await browser.proof(), code: codeTo(customer.email) };
  }

  /** The same, up to the confirmation. */
  async function proveToBe(customer: { email: string | null }) {
    const browser = await askFor(customer);
    await browser.link({ intent: "code", proof: browser.proofId, code: browser.code });
    return browser;
  }

  return {
    ...world,
    product,
    mail,
    mailFaults,
    liffId,
    base,
    addPerson,
    addCustomer,
    claimsOf,
    idTokenOf,
    newBrowser,
    enter,
    runCodeJobs,
    codeTo,
    askFor,
    proveToBe,
  };
}

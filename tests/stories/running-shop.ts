import { defaultContent, STEP_DELAYS } from "#app/recovery/recovery-step.ts";
import { USER_AGENT } from "#tests/setup/browser.ts";
import { createHttpBrowser } from "#tests/setup/http-browser.ts";
import type { startSandbox } from "#tests/setup/sandbox.ts";

type Sandbox = Awaited<ReturnType<typeof startSandbox>>;
type Message = { type: string; altText?: string; text?: string };

/** The running sandbox as its people use it, over HTTP alone: merchant, customers, and their phones. */
export async function openShop({ addresses }: Pick<Sandbox, "addresses">) {
  const { app, admin, storefront, line, shopify, control, channel } = addresses;
  const { botUserId, channelId } = channel.messaging;
  const store = new URL(admin).pathname.split("/apps/")[0];

  async function json<Answer>(method: string, url: string, body?: unknown): Promise<Answer> {
    const answer = await fetch(url, {
      method,
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Answer;
  }
  const atShopify = <Answer = unknown>(method: string, path: string, body?: unknown) =>
    json<Answer>(method, `${shopify}/_sandbox${path}`, body);
  const atLine = <Answer = unknown>(method: string, path: string, body?: unknown) =>
    json<Answer>(method, `${line.api}/_sandbox${path}`, body);

  /** A page of the app, as the admin's frame asks for it: with a session token of the moment. */
  async function page(path: string, form?: Record<string, string>): Promise<string> {
    const url = new URL(admin);
    url.pathname = `${store}/app-bridge/session-token`;
    const { token } = await json<{ token: string }>("POST", url.href);
    const answer = await fetch(`${app}${path}`, {
      headers: {
        authorization: `Bearer ${token}`,
        "accept-language": "ja",
        "user-agent": USER_AGENT,
      },
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    });
    if (!answer.ok)
      throw new Error(`${path}: ${answer.status} ${(await answer.text()).slice(-600)}`);
    return answer.text();
  }

  /** What stands on a page of the app. */
  const read = async (path: string) => textOf(await page(path));

  /** Connects the shop to its Official Account, and takes LINE's webhook from the tool that has it. */
  async function connectLine({ takesFrom }: { takesFrom: string }) {
    const webhook = { endpoint: takesFrom };
    await atLine("PATCH", `/messaging-channels/${channelId}`, { webhook });
    await page("/app/settings?index", {
      intent: "connect",
      messagingChannelId: channelId,
      messagingSecret: channel.messaging.channelSecret,
      loginChannelId: channel.login.channelId,
      loginSecret: channel.login.channelSecret,
    });
    await page("/app/settings?index", { intent: "take_webhook", replaces: takesFrom });
  }

  /** Saves cart recovery: the steps after one and ten hours, at any hour of the day, unless it is switched off. */
  const saveRecovery = (isOn: boolean) =>
    page("/app/recovery", {
      intent: "save",
      form: JSON.stringify({
        isOn,
        sendingFromMinute: 0,
        sendingUntilMinute: 0,
        activityPauseMinutes: 10,
        quietMinutes: 0,
        onlyNeverReminded: false,
        attributionDays: 7,
        steps: STEP_DELAYS.map((delayMinutes) => ({
          delayMinutes,
          isOn: delayMinutes === 60 || delayMinutes === 600,
          content: defaultContent(delayMinutes, "ja"),
          addTagId: null,
          removeTagId: null,
        })),
      }),
    });

  /** What Results tells of a customer's sends: `10時間後 送信せず ご注文が入ったため`, the latest due first. */
  async function results(name: string): Promise<string[]> {
    const html = await page("/app/results");
    return html
      .split("<li>")
      .slice(1)
      .map((item) => textOf(item.split("</li>")[0] ?? ""))
      .filter((text) => text.includes(name))
      .map((text) => text.replace(name, "").trim());
  }

  const { products } = {
    products: await atShopify<{ variants: { id: number; stock: number }[] }[]>("GET", "/products"),
  };
  const variantId = products
    .flatMap(({ variants }) => variants)
    .find(({ stock }) => stock > 20)?.id;

  /** A customer of the store who has a phone with LINE on it; their link is to be made. */
  async function addCustomer(lastName: string, firstName: string) {
    const customer = await atShopify<{ id: number }>("POST", "/customers", {
      email: `customer-${Date.now()}-${Math.round(Math.random() * 1e6)}@example.jp`,
      lastName,
      firstName,
    });
    const person = await atLine<{ userIds: Record<string, string> }>("POST", "/users", {
      displayName: firstName,
    });
    const { providerId } = (
      await atLine<{ messagingChannels: { botUserId: string; providerId: string }[] }>(
        "GET",
        "/state",
      )
    ).messagingChannels.find((each) => each.botUserId === botUserId) ?? { providerId: "" };
    const userId = person.userIds[providerId] ?? "";
    const talk = `/talks/${botUserId}/${userId}`;
    const browser = createHttpBrowser();

    return {
      name: `${lastName} ${firstName}`,
      browser,
      /** Logs in, goes out to LINE, adds the account as a friend, comes back and confirms. */
      async linksLine() {
        const authorize = await browser.submit(
          `${storefront}/customer_authentication/login`,
          { customer: String(customer.id), return_to: "/apps/musubi/link?return_to=%2Faccount" },
          /\/oauth2\/v2\.1\/authorize\?/,
        );
        const confirm = await browser.submit(`${line.access}/oauth2/v2.1/authorize/consent`, {
          ...Object.fromEntries(authorize.url.searchParams),
          userId,
          decision: "approve",
          addFriend: "on",
        });
        const code = /name="c" value="([^"]+)"/.exec(confirm.html)?.[1] ?? "";
        const done = await browser.submit(`${storefront}/apps/musubi/confirm?lang=ja`, { c: code });
        if (!done.url.search.includes("musubi=linked")) throw new Error(done.url.href);
      },
      leavesCheckout: () =>
        atShopify<{ token: string }>("POST", "/checkouts", {
          customerId: customer.id,
          lines: [{ variantId, quantity: 1 }],
        }),
      does: (act: Record<string, unknown>) => atLine("POST", `${talk}/acts?wait=1`, act),
      /** The reminders on the phone. */
      async reminders(): Promise<Message[]> {
        const { messages } = await atLine<{ messages: { from: string; message: Message }[] }>(
          "GET",
          talk,
        );
        return messages.map(({ message }) => message).filter(({ type }) => type === "flex");
      },
    };
  }

  return {
    atShopify,
    atLine,
    read,
    connectLine,
    saveRecovery,
    results,
    addCustomer,
    control,
    channelId,
    json,
  };
}

function textOf(html: string): string {
  return html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

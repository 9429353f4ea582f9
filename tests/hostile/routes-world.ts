import type { Shop } from "@prisma/client";
import { randomInt, randomUUID } from "node:crypto";
import { createAbandonedCheckout } from "#tests/factories/abandoned-checkout.ts";
import { createCustomer } from "#tests/factories/customer.ts";
import { createFriend } from "#tests/factories/friend.ts";
import { createLink } from "#tests/factories/link.ts";
import { createLinkImport } from "#tests/factories/link-import.ts";
import { createRecoverySettings, createRecoveryStep } from "#tests/factories/recovery.ts";
import { createSend } from "#tests/factories/send.ts";
import { createShop } from "#tests/factories/shop.ts";
import { startLine } from "#tests/setup/line.ts";

/** Where LINE's webhooks go until a shop lets Musubi have them. */
export const OTHER_TOOL = "https://other-tool.example.jp/webhook";

/**
 * The whole product, a LINE, and shops full of people. To be awaited before anything of `app/` is imported. Nothing
 * listens at Shopify's address.
 */
export async function startHostileWorld() {
  const { line, addAccount } = await startLine();
  process.env.SHOPIFY_STANDIN_URL = "http://127.0.0.1:9";
  // Nor at that of a mail server.
  Object.assign(process.env, { SMTP_URL: "smtp://127.0.0.1:9", MAIL_FROM: "a@musubi.test" });
  const { sessionToken, storeOfflineToken } = await import("#tests/factories/staff-request.ts");
  const { openProduct } = await import("./product-server.ts");
  const product = await openProduct();
  const { db, pool } = await import("#app/platform/database.server.ts");
  const { connectChannel } = await import("#app/channels/connect-channel.server.ts");
  const { hashCode, randomCode } = await import("#app/platform/crypto.server.ts");
  const { beginLogin } = await import("#app/channels/login-attempt.server.ts");
  const { beginAccountLink } =
    await import("#app/linking/account-link/begin-account-link.server.ts");
  const { setOut } = await import("#app/linking/account-link/set-out.server.ts");
  const { goOut, comeBack } = await import("#tests/linking/link-flow.ts");
  const { createStartTicket } = await import("#app/linking/start-ticket.server.ts");
  const { createUnlinkCode } = await import("#app/linking/unlink-code.server.ts");

  const { openLiffPages } = await import("./liff-pages.ts");

  /** A shop with a row in every table that a merchant or a customer can reach; `mark` is in all that names somebody. */
  async function openPlace(mark: string) {
    const shop = await createShop(db, { name: `${mark}商店`, detailsReadAt: new Date() });
    await storeOfflineToken(shop);
    const account = addAccount({ webhookUrl: OTHER_TOOL });
    const form = {
      messagingChannelId: account.bot.channelId,
      messagingSecret: account.bot.channelSecret,
      loginChannelId: account.login.channelId,
      loginSecret: account.login.channelSecret,
    };
    const at = { shopId: shop.id, createdAt: new Date() };
    const connected = await connectChannel({ db, ...about(shop), form, actor: "staff:1" });
    if (connected.outcome !== "connected") throw new Error(JSON.stringify(connected));
    // Connected while another tool had LINE's webhook, and taken over since: invitations want to hear of their taps.
    const channel = await db.channel.update({
      where: { shopId: shop.id },
      data: { webhookMode: "own" },
    });

    // Who sends the requests: the staff member of the session tokens.
    await db.staff.create({
      data: { shopId: shop.id, shopifyUserId: "42", name: `${mark} 店子`, seenAt: new Date() },
    });
    const friend = await createFriend(db, channel, { displayName: `${mark}ともだち` });
    const person = { displayName: `${mark} 花子`, email: `${mark}-hanako@example.jp` };
    const customer = await createCustomer(db, shop, person);
    const link = await createLink(db, friend, customer);
    const loose = await createCustomer(db, shop, { displayName: `${mark} 独り` });
    const tag = await db.tag.create({ data: { ...at, name: `${mark}のお得意様` } });
    await db.friendTag.create({
      data: { shopId: shop.id, friendId: friend.id, tagId: tag.id, addedAt: at.createdAt },
    });
    await db.optOut.create({
      data: { ...at, friendId: friend.id, kind: "marketing", via: "page" },
    });
    const tagging = { actor: "staff:1", kind: "tag_add", tagId: tag.id, state: "done", changed: 1 };
    const task = await db.peopleTask.create({ data: { ...at, ...tagging } });
    await createRecoverySettings(db, shop);
    const step = await createRecoveryStep(db, shop, 600, { addTagId: tag.id });
    const checkout = await createAbandonedCheckout(db, shop, { customerGid: customer.shopifyGid });
    const send = await createSend(db, {
      shopId: shop.id,
      friendId: friend.id,
      subjectId: checkout.id,
      partId: step.id,
      dueAt: new Date(Date.now() - 60_000),
      state: "held",
      reason: "quota",
    });
    const droppedSend = await createSend(db, {
      shopId: shop.id,
      friendId: friend.id,
      dueAt: new Date(Date.now() - 60_000),
      state: "skipped",
      reason: "dropped",
    });
    const order = { shopifyGid: `gid://shopify/Order/${randomInt(10 ** 12, 10 ** 13)}` };
    await db.order.create({
      data: {
        shopId: shop.id,
        ...order,
        checkoutToken: randomUUID(),
        shopifyCreatedAt: new Date(),
      },
    });
    const asked = { requestId: String(randomInt(10 ** 9)), customerGid: customer.shopifyGid };
    const dataRequest = await db.dataRequest.create({
      data: { shopId: shop.id, ...asked, requestedAt: new Date() },
    });
    const previewed = await createLinkImport(db, channel, {
      file: `顧客ID,LINEユーザーID\n${loose.shopifyGid},${friend.lineUserId}\n`,
      rows: [
        { customer: loose.shopifyGid, customerId: loose.id, lineUserId: friend.lineUserId },
        { customer: person.email, lineUserId: "x", verdict: "bad", reason: "line_id" },
      ],
    });
    const imported = await createLinkImport(db, channel, {
      rows: [{ customerId: customer.id, verdict: "written", linkId: link.id }],
      import: { stage: "done", counts: { written: 1 }, finishedAt: new Date() },
    });
    const tracked = randomCode();
    await db.trackedLink.create({
      data: {
        shopId: shop.id,
        codeHash: hashCode(tracked),
        targets: [{ kind: "checkout", url: `https://${shop.domain}/recover`, fallbackUrl: null }],
        sendId: send.id,
        checkoutId: checkout.id,
        expiresAt: new Date(Date.now() + 86_400_000),
      },
    });
    const begun = { db, shopId: shop.id, channelId: channel.id, returnPath: "/app", locale: "ja" };
    const login = await beginLogin({ ...begun, locale: "ja", purpose: "merchant" });
    const out = await goOut({ shop, customer: loose });
    const confirmed = await comeBack(await goOut({ shop, customer: loose }), {
      displayName: `${mark}だれか`,
    });
    // Somebody who follows and asked to link in the talk.
    const { userId: lineUserId } = account;
    const asker = await createFriend(db, channel, { lineUserId, displayName: `${mark}きく人` });
    const askInTalk = async () => {
      const ask = {
        shopId: shop.id,
        channelId: channel.id,
        friendId: asker.id,
        invitationId: null,
      };
      const { url } = await beginAccountLink({ db, ...ask, locale: "ja" });
      return new URL(url).searchParams.get("attempt") ?? "";
    };
    const openTalkPage = async () => {
      const about = { db, code: await askInTalk(), browserCookie: null, now: new Date() };
      const gone = await setOut(about);
      if (gone.outcome !== "out") throw new Error(gone.reason);
      return new URL(gone.url).searchParams.get("c") ?? "";
    };
    const liff = await openLiffPages({
      shop,
      channel,
      account,
      friend,
      customer: { ...customer, email: person.email },
      loose,
    });
    return {
      shop,
      form,
      liff,
      channel,
      friend,
      /** Follows, and is not linked */
      asker,
      customer,
      loose,
      link,
      tag,
      task,
      step,
      checkout,
      send,
      droppedSend,
      dataRequest,
      previewed,
      imported,
      loginAttemptId: login.attemptId,
      /** What opens something by itself, and stands in no row: rows keep hashes. */
      codes: {
        start: new URL(login.startUrl).searchParams.get("attempt") ?? "",
        state: out.state,
        confirm: confirmed.code,
        tracked,
        talkStart: await askInTalk(),
        talk: await openTalkPage(),
        ticket: createStartTicket({
          shopId: shop.id,
          customerGid: loose.shopifyGid,
          locale: "ja",
          realTime: new Date(),
        }),
        unlink: createUnlinkCode({
          shopId: shop.id,
          linkId: link.id,
          customerGid: customer.shopifyGid,
          realTime: new Date(),
        }),
      },
    };
  }

  const about = (shop: Pick<Shop, "id">) => ({ shopId: shop.id, now: new Date() });

  /** Every row of a shop, by table: those with a `shop_id`, its sessions, and itself. */
  async function rowsOf(shop: Pick<Shop, "id" | "domain">): Promise<Record<string, Row[]>> {
    const { rows: tables } = await pool.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns
       WHERE column_name = 'shop_id' AND table_schema = 'public' ORDER BY 1`,
    );
    const found: Record<string, Row[]> = {};
    const read = async (table: string, column: string, value: string) => {
      const { rows } = await pool.query<{ row: Row }>(
        `SELECT to_jsonb(each) AS row FROM "${table}" each WHERE ${column} = $1 ORDER BY each::text`,
        [value],
      );
      found[table] = rows.map(({ row }) => row);
    };
    for (const { name } of tables) await read(name, "shop_id", shop.id);
    await read("shop", "id", shop.id);
    await read("session", "shop", shop.domain);
    return found;
  }

  /** Makes a shop's rows again what `rowsOf` read. */
  async function restore(shop: Pick<Shop, "id" | "domain">, rows: Record<string, Row[]>) {
    const client = await pool.connect();
    try {
      // Rows refer to each other in circles; as one statement each they would be refused.
      await client.query("BEGIN; SET LOCAL session_replication_role = replica");
      for (const [table, list] of Object.entries(rows)) {
        const [column, value] =
          table === "shop"
            ? ["id", shop.id]
            : table === "session"
              ? ["shop", shop.domain]
              : ["shop_id", shop.id];
        await client.query(`DELETE FROM "${table}" WHERE ${column} = $1`, [value]);
        await client.query(
          `INSERT INTO "${table}" SELECT * FROM jsonb_populate_recordset(NULL::"${table}", $1)`,
          [JSON.stringify(list)],
        );
      }
      await client.query("COMMIT");
    } finally {
      client.release();
    }
  }

  return { product, db, pool, restore, line, openPlace, rowsOf, sessionToken };
}

export type Row = Record<string, unknown>;
type HostileWorld = Awaited<ReturnType<typeof startHostileWorld>>;
export type Place = Awaited<ReturnType<HostileWorld["openPlace"]>>;

export type Ask = {
  method?: string;
  path: string;
  form?: Record<string, string>;
  headers?: Record<string, string>;
};
export type Answer = { status: number; body: string; headers: Headers };

/** Shopify's library takes other user agents for bots. */
const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0";

/** One request to the product, as a browser sends it. */
export async function ask(
  product: { url: string },
  { path, form, method = form ? "POST" : "GET", headers }: Ask,
): Promise<Answer> {
  const response = await fetch(product.url + path, {
    method,
    redirect: "manual",
    headers: { "user-agent": BROWSER, "accept-language": "ja", ...headers },
    ...(form && { body: new URLSearchParams(form) }),
  });
  return { status: response.status, body: await response.text(), headers: response.headers };
}

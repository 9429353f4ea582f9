import type { Customer, Friend, Shop } from "@prisma/client";
import { createCustomer } from "#tests/factories/customer.ts";
import { createFriend } from "#tests/factories/friend.ts";
import { proxyRequest } from "#tests/factories/proxy-request.ts";
import { createShop } from "#tests/factories/shop.ts";
import { lineEvent, lineWebhook } from "#tests/factories/webhook.ts";
import { startLine } from "#tests/setup/line.ts";

/**
 * Shops on LINE whose friends ask to link in the talk; LINE's events are forged here, so that what LINE would never say
 * can be tried. To be awaited before anything of `app/` is imported.
 */
export async function startAccountLinkWorld() {
  const { line, addAccount, faults } = await startLine();
  const { db } = await import("#app/platform/database.server.ts");
  const { connectChannel } = await import("#app/channels/connect-channel.server.ts");
  const { beginAccountLink } =
    await import("#app/linking/account-link/begin-account-link.server.ts");
  const { openIntake, workAll } = await import("#tests/intake/open-intake.ts");
  const start = await import("#app/routes/line.link.tsx");
  const talk = await import("#app/routes/proxy.talk.tsx");
  const intake = await openIntake();
  const asked = (request: Request) => ({ request, params: {}, context: {} });

  async function openShop() {
    const shop: Shop = await createShop(db);
    const account = addAccount();
    const { bot, login, providerId } = account;
    const form = {
      messagingChannelId: bot.channelId,
      messagingSecret: bot.channelSecret,
      loginChannelId: login.channelId,
      loginSecret: login.channelSecret,
    };
    const now = new Date();
    const connected = await connectChannel({ db, shopId: shop.id, form, actor: "staff:1", now });
    if (connected.outcome !== "connected") throw new Error(JSON.stringify(connected));
    const channel = await db.channel.update({
      where: { shopId: shop.id },
      data: { webhookMode: "own" },
    });

    async function addFriend(displayName: string): Promise<Friend> {
      const person = line.state.addUser({ displayName });
      const lineUserId = person.userIds[providerId] ?? "";
      line.state.setFriendship(bot.botUserId, lineUserId, "following");
      return createFriend(db, channel, { lineUserId, displayName });
    }

    return {
      shop,
      channel,
      friend: await addFriend("鈴木"),
      other: await addFriend("田中"),
      customer: await createCustomer(db, shop),
      stranger: await createCustomer(db, shop, { displayName: "佐藤", email: "sato@example.jp" }),

      /** The code behind the button that this friend was answered with. */
      async ask(friend: Friend): Promise<string> {
        const about = { shopId: shop.id, channelId: channel.id, friendId: friend.id };
        const { url } = await beginAccountLink({
          db,
          ...about,
          invitationId: null,
          locale: "ja",
        });
        return new URL(url).searchParams.get("attempt") ?? "";
      },

      /** LINE tells of events, as they were forged; what came of the last. */
      async hear(...events: Record<string, unknown>[]): Promise<string | null> {
        const secret = bot.channelSecret;
        const answer = await intake.send(lineWebhook({ channel, secret, events }));
        if (answer.status !== 200) throw new Error(answer.code);
        await workAll();
        const last = await db.webhookEvent.findFirstOrThrow({ orderBy: { id: "desc" } });
        return last.outcome;
      },

      links: () => db.link.findMany({ where: { shopId: shop.id }, include: { customer: true } }),
    };
  }

  /** The tap on the button: the browser's cookie, and the code of the storefront's page where it got through. */
  async function tap(code: string | null, cookie?: string) {
    const query = code === null ? "" : `?${new URLSearchParams({ attempt: code })}`;
    const headers = { "accept-language": "ja", ...(cookie ? { cookie } : {}) };
    const answer = await start.loader(
      asked(new Request(`https://musubi.test/line/link${query}`, { headers })),
    );
    const location = answer.headers.get("location");
    return {
      status: answer.status,
      cookie: (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "",
      pageCode: (location && new URL(location).searchParams.get("c")) ?? "",
      html: await answer.text(),
    };
  }

  type Who = { shop: Pick<Shop, "domain">; customer: Pick<Customer, "shopifyGid"> | null };
  const visit = ({ shop, customer }: Who, code: string | null, form?: Record<string, string>) => {
    const path = code === null ? "/talk" : `/talk?${new URLSearchParams({ c: code })}`;
    return proxyRequest({ shop, path, customerGid: customer?.shopifyGid ?? null, form });
  };

  async function openPage(who: Who, code: string | null) {
    const answer = await talk.loader(asked(visit(who, code)));
    return { status: answer.status, html: await answer.text(), to: answer.headers.get("location") };
  }

  /** The customer agrees on the page; where that leads to LINE's dialog, what it is given. */
  async function agree(who: Who, code: string | null) {
    const form: Record<string, string> = code === null ? {} : { c: code };
    const answer = await talk.action(asked(visit(who, null, form)));
    const location = answer.headers.get("location");
    const dialog = location ? new URL(location) : null;
    return {
      status: answer.status,
      nonce: dialog?.searchParams.get("nonce") ?? "",
      linkToken: dialog?.searchParams.get("linkToken") ?? "",
      html: await answer.text(),
    };
  }

  const saysLink = (friend: Friend, nonce: unknown, more: Record<string, unknown> = {}) =>
    lineEvent("accountLink", friend.lineUserId, { link: { result: "ok", nonce }, ...more });

  return {
    db,
    line,
    faults,
    openShop,
    tap,
    openPage,
    agree,
    saysLink,
    close: () => intake.close(),
  };
}

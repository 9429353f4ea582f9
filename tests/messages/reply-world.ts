import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text as readText } from "node:stream/consumers";
import type { Programme } from "#app/messages/programme.ts";
import { createLedgerWorld, type ShopOnLine, textProgramme } from "./ledger-world.ts";

export const REPLY = "POST /v2/bot/message/reply";

/** The ledger's world, in which friends write and what came with it is kept as the worker keeps it. */
export async function createReplyWorld() {
  const world = await createLedgerWorld();
  const { keepReplyTokens } = await import("#app/messages/keep-reply-tokens.server.ts");
  const tokens: string[] = [];
  const bot = createServer((request, response) => {
    void readText(request).then((body) => {
      const { events } = JSON.parse(body) as { events: { replyToken?: string }[] };
      tokens.push(...events.flatMap(({ replyToken }) => replyToken ?? []));
      response.end();
    });
  });
  await new Promise<void>((resolve) => bot.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(bot.address() as AddressInfo).port}/`;

  return {
    ...world,
    /** Keeps a token as one that the friend's event brought, received at this moment of real time. */
    keep: ({ shop, friend }: ShopOnLine, replyToken: string, receivedAt = world.realNow()) =>
      keepReplyTokens({
        db: world.db,
        shopId: shop.id,
        tokens: [{ friendId: friend.id, replyToken, receivedAt }],
        realNow: world.realNow(),
      }),
    /** The friend writes: LINE gives a token, and it is kept. */
    async write(at: ShopOnLine): Promise<string> {
      world.line.state.updateMessagingChannel(at.bot.channelId, {
        webhook: { endpoint, active: true, redelivery: false },
      });
      const text = { type: "text", text: "在庫はありますか" } as const;
      const act = world.line.phone.act(at.bot.botUserId, at.friend.lineUserId, text);
      if (!act.ok) throw new Error(`The friend cannot write: ${act.reason}`);
      await act.deliveries;
      const token = tokens.pop()!;
      await this.keep(at, token);
      return token;
    },
    /** What the shop said to the friend, oldest first, and how it came. */
    heard: ({ bot: { botUserId }, friend }: ShopOnLine) =>
      world.line.talks
        .read(botUserId, friend.lineUserId)
        .messages.filter(({ from }) => from === "bot")
        .map(({ message, via }) => [via, (message as unknown as { text: string }).text]),
    async close() {
      await new Promise((resolve) => bot.close(resolve).closeAllConnections());
      await world.close();
    },
  };
}

/** Answers each friend with the send's cause. */
export function answeringProgramme(
  answer: Parameters<typeof textProgramme>[0] = ({ cause, friendId }) => ({
    outcome: "send",
    friendId: friendId ?? "",
    messages: [{ type: "text", text: cause }],
    triesReply: true,
  }),
): Programme {
  return { ...textProgramme(answer), consentKind: null };
}

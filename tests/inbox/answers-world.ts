import { randomUUID } from "node:crypto";
import type { LineMessage } from "#app/line/line-message.ts";
import { createReplyWorld } from "#tests/messages/reply-world.ts";
import type { ShopOnLine } from "#tests/messages/ledger-world.ts";

export type Talk = ShopOnLine & { friendId: string; staffId: string };

export const text = (words: string): LineMessage => ({ type: "text", text: words });

/** The ledger before LINE's stand-in, with friends who wrote and staff who answer. */
export async function createAnswersWorld() {
  const world = await createReplyWorld();
  const { db } = world;
  const { createAnswerProgramme } = await import("#app/inbox/answers/answer-programme.server.ts");
  const { writeAnswer } = await import("#app/inbox/answers/write-answer.server.ts");
  const { undoAnswer } = await import("#app/inbox/answers/undo-answer.server.ts");
  const { readAnswerCost } = await import("#app/inbox/answers/read-answer-cost.server.ts");

  return {
    ...world,
    programmes: [createAnswerProgramme({ db })],
    /** A shop with a friend, and one of its staff. */
    async talk(): Promise<Talk> {
      const at = await world.shopOnLine();
      const staffId = await this.staff(at);
      return { ...at, friendId: at.friend.id, staffId };
    },
    async staff({ shop }: ShopOnLine): Promise<string> {
      const staff = await db.staff.create({
        data: { shopId: shop.id, shopifyUserId: randomUUID(), seenAt: world.now() },
      });
      return staff.id;
    },
    friendWrites: (at: ShopOnLine) => world.write(at),
    write: (
      { shop, friendId, staffId }: Talk,
      words: string | LineMessage[],
      more: Partial<Parameters<typeof writeAnswer>[0]> = {},
    ) =>
      writeAnswer({
        db,
        shopId: shop.id,
        friendId,
        staffId,
        actor: "staff:1",
        key: randomUUID(),
        messages: typeof words === "string" ? [text(words)] : words,
        now: world.now(),
        realNow: world.realNow(),
        ...more,
      }),
    undo: ({ shop }: Talk, answerId: string) =>
      undoAnswer({ db, shopId: shop.id, answerId, actor: "staff:1", now: world.now() }),
    cost: ({ shop, friendId, staffId }: Talk) =>
      readAnswerCost({
        db,
        shopId: shop.id,
        friendId,
        staffId,
        now: world.now(),
        realNow: world.realNow(),
      }),
    /** Time passes, on both clocks. */
    pass(ms: number) {
      world.travel(ms / 60_000);
      world.letRealTimePass(ms);
    },
    /** Whatever is due goes. */
    async run() {
      await world.dispatcher({ programmes: this.programmes }).runOnce();
    },
    /** The undo time passes, and what is due goes. */
    async goes() {
      this.pass(5_000);
      await this.run();
    },
    sends: ({ shop }: Talk) =>
      db.send.findMany({
        where: { shopId: shop.id },
        orderBy: { id: "asc" },
        include: { attempt: true },
      }),
  };
}

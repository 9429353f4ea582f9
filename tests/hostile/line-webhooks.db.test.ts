import { beforeAll, expect, test } from "vitest";
import { sealMessagingSecret } from "#app/channels/channel-secrets.server.ts";
import { db } from "#app/platform/database.server.ts";
import { loadOpenApi } from "#sandbox/line/openapi.ts";
import { createChannel } from "#tests/factories/channel.ts";
import { createFriend } from "#tests/factories/friend.ts";
import { createShop } from "#tests/factories/shop.ts";
import { expectNothingUnhandled, MUTANTS } from "./fuzz.ts";
import { LINE_EXAMPLES, lineExample } from "./line-examples.ts";
import { fuzzDoor, workOff } from "./webhook-door.ts";

const SECRET = "the channel's secret";
expectNothingUnhandled();

test("the examples are what LINE's OpenAPI document says", () => {
  const validate = loadOpenApi("webhook").validator("CallbackRequest");
  for (let n = 0; n < LINE_EXAMPLES; n++) {
    const example: unknown = JSON.parse(lineExample(n, `U${"0".repeat(32)}`, ["a", "b"]));
    validate(example);
    expect(validate.errors ?? []).toEqual([]);
  }
});

let channel: Awaited<ReturnType<typeof createChannel>>;
let neighbour: Awaited<ReturnType<typeof createFriend>>;

beforeAll(async () => {
  const { id } = await createChannel(db, await createShop(db));
  channel = await db.channel.update({
    where: { id },
    data: { messagingSecret: sealMessagingSecret(id, SECRET) },
  });
  neighbour = await createFriend(db, await createChannel(db, await createShop(db)));
});

test(
  `${MUTANTS} mutated LINE webhooks: none breaks the door, and nothing is stored that is not signed`,
  { timeout: 300_000 },
  async () => {
    const { answers } = await fuzzDoor({
      name: "LINE's webhooks",
      signatureHeader: "X-Line-Signature",
      secret: SECRET,
      original: (n, number) => ({
        target: `/webhooks/line/${channel.webhookKey}`,
        headers: [["User-Agent", "LineBotWebhook/2.0"]],
        json: lineExample(n, channel.botUserId ?? "", [`a${number}`, `b${number}`]),
      }),
      rowsOf(request, number) {
        const events = readEvents(request.body);
        const rows = events.map(write);
        const firstOf = (id: string) =>
          events.findIndex(({ webhookEventId }) => webhookEventId === id);
        const told = [firstOf(`a${number}`), firstOf(`b${number}`)];
        return { may: rows, must: rows.filter((_row, index) => told.includes(index)) };
      },
    });
    // Both sides of the signature were really tried.
    expect(answers[200]).toBeGreaterThan(MUTANTS / 10);
    expect(answers[401]).toBeGreaterThan(MUTANTS / 10);
  },
);

test("and the worker ends every one that was stored", { timeout: 300_000 }, async () => {
  expect(await workOff()).toEqual([]);
  expect(await db.friend.findUnique({ where: { id: neighbour.id } })).toEqual(neighbour);
});

/** Nothing of what is too deep to be written is stored. */
function write(event: unknown): string {
  try {
    return JSON.stringify(event);
  } catch (error) {
    if (error instanceof RangeError) return "";
    throw error;
  }
}

function readEvents(body: Buffer): Record<string, unknown>[] {
  try {
    const json = JSON.parse(new TextDecoder().decode(body)) as { events?: unknown } | null;
    const events = Array.isArray(json?.events) ? (json.events as unknown[]) : [];
    return events.filter((event) => typeof event === "object" && event !== null) as Record<
      string,
      unknown
    >[];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

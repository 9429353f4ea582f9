import { createMemoryClock } from "#sandbox/clock.ts";
import { createFaults } from "#sandbox/faults.ts";
import { createLineStandIn, type LineStandIn } from "#sandbox/line/line-stand-in.ts";
import { createRequestLog } from "#sandbox/request-log.ts";
import { readOwed, wrongIn } from "./owed.ts";
import { type Range, untilSettled } from "./our-round.ts";
import {
  becomeDue,
  botUserId,
  CHANNEL_SECRET,
  lineUserId,
  messagingChannelId,
  SHOPS,
} from "./seed.ts";
import type { BenchDatabase, World } from "./world.ts";

/**
 * Lets the product send to a LINE that refuses what LINE refuses, and reads on every phone what arrived.
 *
 * @returns how many persons' talks were read
 * @throws Error with the first ones that are not exactly the one message owed
 */
export async function checkContents(options: {
  world: World;
  database: BenchDatabase;
  range: Range;
}): Promise<number> {
  const { world, database, range } = options;
  const line = await createLineStandIn({
    clock: createMemoryClock(),
    faults: createFaults(),
    requests: createRequestLog(),
  });
  populate(line, range);
  const worker = await world.startWorker(database, line.urls.api);
  const now = Date.now();
  await becomeDue(
    database.client,
    range.from,
    Array.from({ length: range.count }, () => new Date(now)),
  );
  await untilSettled(database.client, range);
  await worker.stop();
  const wrong = (await readOwed(database.client, range)).flatMap((owed) => {
    const talk = line.talks.read(botUserId(owed.n % SHOPS), lineUserId(owed.n));
    const problem = wrongIn(
      talk.messages.map(({ message }) => message),
      owed,
    );
    return problem ? [`checkout ${owed.n}: ${problem}`] : [];
  });
  await line.close();
  if (wrong.length > 0) throw new Error(`${wrong.length} wrong: ${wrong.slice(0, 5).join("; ")}`);
  return range.count;
}

function populate(line: LineStandIn, { from, count }: Range): void {
  const { providerId } = line.state.addProvider({ name: "結び商店" });
  for (let n = 0; n < SHOPS; n++) {
    line.state.addMessagingChannel({
      providerId,
      channelId: messagingChannelId(n),
      channelSecret: CHANNEL_SECRET,
      botUserId: botUserId(n),
      quota: { type: "none" },
    });
  }
  for (let n = from; n < from + count; n++) {
    const userId = lineUserId(n);
    line.state.addUser({ displayName: `たろう ${n}`, userIds: { [providerId]: userId } });
    line.state.setFriendship(botUserId(n % SHOPS), userId, "following");
  }
}

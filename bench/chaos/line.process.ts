// LINE in a process of its own: the strict stand-in, a front for each worker, and what arrived on the phones. The first
// argument is a file with its LineOptions.
import { readFileSync } from "node:fs";
import { createFileClock } from "#sandbox/clock.ts";
import { createFaults } from "#sandbox/faults.ts";
import { createLineStandIn } from "#sandbox/line/line-stand-in.ts";
import { createRequestLog } from "#sandbox/request-log.ts";
import { seededRandom } from "../ground/random.ts";
import { answerBench } from "../ground/talk.ts";
import { type Moment, startLineFront } from "./line-front.ts";
import { readMarks } from "./webhooks.ts";

export type LineOptions = {
  seed: number;
  clockFile: string;
  /** How many workers, each with a front of its own. */
  fronts: number;
  /** Shares of pushes. */
  faults: Record<"error" | "timeOut" | "rateLimit", number>;
  channels: { channelId: string; channelSecret: string; botUserId: string; userIds: string[] }[];
};

/** How often LINE did what to a push. */
export type LineFaults = Record<"error" | "timeOut" | "rateLimit" | "quotaSpent", number>;

/** A message on somebody's phone; without marks when it is none of this run's. */
export type Arrival = { userId: string; mark: string | null; delayMinutes: number | null };

/** LINE waits in a moment in which a worker is to die; it goes on when it is told. */
export type Waiting = { waiting: Moment; front: number };

const options = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as LineOptions;
const clock = createFileClock(options.clockFile);
const faults = createFaults(seededRandom(options.seed));
const line = await createLineStandIn({ clock, faults, requests: createRequestLog(100) });
const arrivals: Arrival[] = [];

for (const { userIds, ...channel } of options.channels) {
  const { providerId } = line.state.addProvider({ name: channel.channelId });
  line.state.addMessagingChannel({ ...channel, providerId, quota: { type: "none" } });
  for (const userId of userIds) {
    line.state.addUser({ displayName: "客", userIds: { [providerId]: userId } });
    line.state.setFriendship(channel.botUserId, userId, "following");
    line.talks.subscribe(channel.botUserId, userId, (change) => {
      if (change.kind !== "message" || change.message.from !== "bot") return;
      const { mark = null, delayMinutes = null } = readMarks(change.message.message) ?? {};
      arrivals.push({ userId, mark, delayMinutes });
    });
  }
}

const push = { service: "line", endpoint: "POST /v2/bot/message/push" } as const;
const kinds = {
  error: "error",
  timeOut: "timeout-after-acceptance",
  rateLimit: "rate-limit",
} as const;
for (const name of ["error", "timeOut", "rateLimit"] as const) {
  faults.add({ ...push, kind: kinds[name], probability: options.faults[name] });
}
let quotaSpent = 0;

/** By front: where the next push is held. */
const armed = new Map<number, Moment[]>();
const goOn = new Map<number, () => void>();

async function pause(moment: Moment, front: number): Promise<void> {
  if (!armed.get(front)?.includes(moment)) return;
  armed.delete(front);
  const released = new Promise<void>((done) => goOn.set(front, done));
  process.send?.({ waiting: moment, front } satisfies Waiting);
  await released;
}

const fronts = await Promise.all(
  Array.from({ length: options.fronts }, (_, front) =>
    startLineFront({
      target: line.urls.api,
      pause: (moment) => pause(moment, front),
      onQuotaSpent: () => void (quotaSpent += 1),
    }),
  ),
);

function channelOf(channelId: string) {
  const channel = line.state.messagingChannel(channelId);
  if (!channel) throw new Error(`No channel ${channelId}.`);
  return channel;
}

answerBench(
  { urls: fronts.map(({ url }) => url) },
  {
    arrivals: (after: number) => arrivals.slice(after),
    faults: (): LineFaults => {
      const hits = (name: keyof typeof kinds) =>
        faults.list().find(({ kind }) => kind === kinds[name])?.hits ?? 0;
      const [error, timeOut, rateLimit] = [hits("error"), hits("timeOut"), hits("rateLimit")];
      return { error, timeOut, rateLimit, quotaSpent };
    },
    arm: ({ moments, front }: { moments: Moment[]; front: number }) => {
      armed.set(front, moments);
    },
    goOn: (front: number) => goOn.get(front)?.(),
    befriend: (told: { botUserId: string; userId: string; friendship: "following" | "blocked" }) =>
      line.state.setFriendship(told.botUserId, told.userId, told.friendship),
    /** Leaves room for so many messages more this month. */
    limitQuota: ({ channelId, more }: { channelId: string; more: number }) => {
      const channel = channelOf(channelId);
      channel.quota = { type: "limited", value: line.quota.usage(channel) + more };
    },
    raiseQuota: ({ channelId }: { channelId: string }) => {
      channelOf(channelId).quota = { type: "none" };
    },
  },
);

import { messagesText } from "./attempt.ts";
import type { ClaimedSend } from "./claim-sends.server.ts";
import type { Manner, Prepared, Programme } from "./programme.ts";
import { LEDGER_REASONS } from "./send.ts";

/** Claimed sends of one shop and one kind: what a programme is asked about at once. */
export type SendGroup = { shopId: string; kind: string; sends: ClaimedSend[] };

/** Claimed sends as programmes are asked about them: by shop and kind. */
export function groupSends(sends: ClaimedSend[]): SendGroup[] {
  const groups = Map.groupBy(sends, ({ shopId, kind }) => `${shopId} ${kind}`);
  return [...groups.values()].map((group) => {
    const { shopId, kind } = group[0]!;
    return { shopId, kind, sends: group };
  });
}

/** A programme that fails, or leaves a send out, is asked again after so long. */
const ASK_AGAIN_MS = 30_000;
/** When so many fail although each is asked about alone, it is not the sends: Shopify or the database does not answer. */
const FAIL_FOR_ALL = 3;
/** A kind that this version does not know may be known to the next. */
const UNKNOWN_KIND_MS = 10 * 60_000;

export type PreparedSend = {
  send: ClaimedSend;
  prepared:
    | Exclude<Prepared, { outcome: "send" }>
    /** `messages` as `messagesText` writes them. */
    | ({ outcome: "send"; friendId: string; messages: string } & Manner)
    | { outcome: "retry"; at: Date };
};

/**
 * Asks a group's programme. Never throws: what cannot be answered now is asked again later. When the programme fails for
 * the group, it is asked about each send alone, so that an odd one holds up no other.
 *
 * @param options.onError is told why a programme failed
 */
export async function prepareSends(options: {
  group: SendGroup;
  programme: Programme | undefined;
  now: Date;
  onError: (error: unknown) => void;
}): Promise<PreparedSend[]> {
  const { group, programme, now, onError } = options;
  const after = (ms: number) => new Date(now.getTime() + ms);
  if (!programme) {
    const hold = {
      outcome: "hold",
      until: after(UNKNOWN_KIND_MS),
      reason: LEDGER_REASONS.unknownKind,
    } as const;
    return group.sends.map((send) => ({ send, prepared: hold }));
  }
  const ask = (sends: ClaimedSend[]) =>
    programme.prepare({ shopId: group.shopId, sends, now }).catch((error: unknown) => {
      onError(error);
      return null;
    });
  const answers = (await ask(group.sends)) ?? (await askAlone(group.sends, ask));
  const retry = { outcome: "retry", at: after(ASK_AGAIN_MS) } as const;
  return group.sends.map((send) => ({ send, prepared: written(answers.get(send.id)) ?? retry }));
}

/** In any order, so that the same few never keep the others from being asked about. */
async function askAlone(
  sends: ClaimedSend[],
  ask: (sends: ClaimedSend[]) => Promise<Map<string, Prepared> | null>,
): Promise<Map<string, Prepared>> {
  const answers = new Map<string, Prepared>();
  if (sends.length === 1) return answers;
  const shuffled = sends
    .map((send) => ({ send, place: Math.random() }))
    .sort((one, other) => one.place - other.place);
  let failures = 0;
  for (const { send } of shuffled) {
    const answered = await ask([send]);
    for (const [sendId, answer] of answered ?? []) answers.set(sendId, answer);
    if (!answered && ++failures === FAIL_FOR_ALL) break;
  }
  return answers;
}

function written(answer: Prepared | undefined) {
  if (answer?.outcome !== "send") return answer;
  return { ...answer, messages: messagesText(answer.messages) };
}

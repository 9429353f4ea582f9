import { messagesText } from "./attempt.ts";
import type { ClaimedSend } from "./claim-sends.server.ts";
import type { Prepared, Programme } from "./programme.ts";
import { LEDGER_REASONS } from "./send.ts";

/** Claimed sends of one shop and one kind: what a programme is asked about at once. */
export type SendGroup = { shopId: string; kind: string; sends: ClaimedSend[] };

export function groupSends(sends: ClaimedSend[]): SendGroup[] {
  const groups = Map.groupBy(sends, ({ shopId, kind }) => `${shopId} ${kind}`);
  return [...groups.values()].map((group) => {
    const { shopId, kind } = group[0]!;
    return { shopId, kind, sends: group };
  });
}

/** A programme that fails, or leaves a send out, is asked again after so long. */
const ASK_AGAIN_MS = 30_000;
/** A kind that this version does not know may be known to the next. */
const UNKNOWN_KIND_MS = 10 * 60_000;

export type PreparedSend = {
  send: ClaimedSend;
  prepared:
    | Exclude<Prepared, { outcome: "send" }>
    /** `messages` as `messagesText` writes them. */
    | { outcome: "send"; friendId: string; messages: string }
    | { outcome: "retry"; at: Date };
};

/**
 * Asks a group's programme. Never throws: what cannot be answered now is asked again later.
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
  const answers = await programme
    .prepare({ shopId: group.shopId, sends: group.sends, now })
    .catch((error: unknown) => {
      onError(error);
      return new Map<string, Prepared>();
    });
  const retry = { outcome: "retry", at: after(ASK_AGAIN_MS) } as const;
  return group.sends.map((send) => ({ send, prepared: written(answers.get(send.id)) ?? retry }));
}

function written(answer: Prepared | undefined) {
  if (answer?.outcome !== "send") return answer;
  return { ...answer, messages: messagesText(answer.messages) };
}

// What each guard of the product is, as its source has it, and the source without it.

/** Replaces a text that stands exactly once in a module. */
export type Edit = { module: string; find: string; put: string };

/** A text that takes a random part of its own, in the product's language. */
const RANDOM = "globalThis.crypto.randomUUID()";

export const GUARDS: Record<string, Edit[]> = {
  /** A new key on each try. */
  "retry-key": [
    {
      module: "app/line/push.server.ts",
      find: `"x-line-retry-key": retryKey`,
      put: `"x-line-retry-key": ${RANDOM}`,
    },
  ],
  /** The attempt is written after the call, right before it is settled. */
  "stored-bytes": [
    {
      module: "app/messages/store-attempts.server.ts",
      find: "export async function storeAttempts(options",
      put: `
        export async function storeAttempts({ attempts, ...rest }) {
          const unwritten = (globalThis.unwrittenAttempts ??= new Map());
          return new Map(
            attempts.map((attempt) => {
              const [id, retryKey] = [randomUUID(), randomUUID()];
              const { body } = attempt;
              unwritten.set(id, () => writeAttempts({ ...rest, attempts: [{ ...attempt, id, retryKey }] }));
              const times = { firstTriedAt: rest.realNow, storedAt: rest.now };
              return [attempt.sendId, { id, retryKey, body, tries: 0, isFresh: true, ...times }];
            }),
          );
        }
        async function writeAttempts(options`,
    },
    {
      module: "app/messages/store-attempts.server.ts",
      find: "    id: randomUUID(),\n    retryKey: randomUUID(),",
      put: "    id: attempt.id,\n    retryKey: attempt.retryKey,",
    },
    {
      module: "app/messages/settle-sends.server.ts",
      find: "  const { rows: settled } = await pool.query",
      put: `
        for (const { attemptId } of settlements) {
          const write = globalThis.unwrittenAttempts?.get(attemptId);
          globalThis.unwrittenAttempts?.delete(attemptId);
          await write?.();
        }
        const { rows: settled } = await pool.query`,
    },
  ],
  /** A dead worker's claims are never freed. What waits for its own retry has no holder, and is still taken over. */
  lease: [
    {
      module: "app/messages/take-over-sends.server.ts",
      find: "WHERE state = 'dispatching' AND",
      put: "WHERE state = 'dispatching' AND leased_by IS NULL AND",
    },
  ],
  /** Event id and unique cause are both gone. */
  dedupe: [
    {
      module: "app/intake/event-names.server.ts",
      find: `const key = parts.join(":");`,
      put: `const key = [...parts, ${RANDOM}].join(":");`,
    },
    {
      module: "app/messages/plan-sends.server.ts",
      find: "({ ...send, id: uuid() })",
      put: `({ ...send, id: uuid(), cause: send.cause + ${RANDOM} })`,
    },
  ],
  /** Nothing is asked before the send, neither by the programme nor by the ledger. */
  recheck: [
    {
      module: "app/recovery/recovery-rules.ts",
      find: `if (facts.isOrdered) return skip("ordered");`,
      put: `return { outcome: "go" };`,
    },
    {
      module: "app/messages/final-check.ts",
      find: "if (!facts.isConnected) return skip(LEDGER_REASONS.notConnected);",
      put: `return { outcome: "go" };`,
    },
  ],
};

/**
 * A module's source without its guard.
 *
 * @throws Error when the text does not stand exactly once: the guard would silently stay
 */
export function withoutGuard(source: string, { module, find, put }: Edit): string {
  const parts = source.split(find);
  if (parts.length !== 2) {
    throw new Error(
      `${module} has this ${parts.length - 1} times, and should have it once: ${find}`,
    );
  }
  return parts.join(put);
}

import type { pushBytes } from "#app/line/push.server.ts";
import type { replyBytes } from "#app/line/reply.server.ts";
import type { DispatcherConfig } from "#app/messages/dispatcher.server.ts";

type Parts = Pick<
  DispatcherConfig,
  "pool" | "pushBytes" | "replyBytes" | "readCredentials" | "programmes"
>;

/** Nothing that a dead process waited for ever comes back to it. */
const never = new Promise<never>(() => undefined);

/**
 * Parts for a dispatcher that dies at the n-th thing it does to the world: a query, a call to LINE, a question to its
 * programme. It dies either right before, so that the thing is never done, or right after, so that it is done and the
 * answer is lost. From then on it does nothing and hears nothing, as after SIGKILL.
 *
 * @returns the parts; `died` resolves at its death; `steps` says how many things it did
 */
export function mortal(parts: Parts, diesAt: number, moment: "before" | "after") {
  let steps = 0;
  let isDead = false;
  let die = () => {};
  const died = new Promise<"died">((resolve) => (die = () => resolve("died")));

  async function act<T>(what: () => Promise<T>): Promise<T> {
    if (isDead) return never;
    steps += 1;
    const isLast = steps === diesAt;
    if (isLast) isDead = true;
    if (isLast && moment === "before") {
      die();
      return never;
    }
    const result = await what();
    if (isLast) die();
    return isDead ? never : result;
  }

  const query = (...args: unknown[]) =>
    act(() => (parts.pool.query as (...args: unknown[]) => Promise<unknown>)(...args));
  return {
    died,
    steps: () => steps,
    config: {
      pool: new Proxy(parts.pool, {
        get: (pool, name) => (name === "query" ? query : (Reflect.get(pool, name) as unknown)),
      }),
      pushBytes: ((call) => act(() => parts.pushBytes(call))) satisfies typeof pushBytes,
      replyBytes: ((call) => act(() => parts.replyBytes(call))) satisfies typeof replyBytes,
      readCredentials: (shopId: string) => act(() => parts.readCredentials(shopId)),
      programmes: parts.programmes.map((programme) => ({
        ...programme,
        prepare: (asked: Parameters<typeof programme.prepare>[0]) =>
          act(() => programme.prepare(asked)),
      })),
    } satisfies Parts,
  };
}

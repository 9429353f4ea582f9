import type { ChildProcess } from "node:child_process";

type Question = { ask: string; with?: unknown; number: number };
type Answer = { answerTo: number; answer?: unknown; error?: string };

let number = 0;

/**
 * Asks a process of the bench something and waits for its answer.
 *
 * @throws Error when it could not answer, or ended meanwhile
 */
export function ask<Result>(
  child: ChildProcess,
  question: string,
  value?: unknown,
): Promise<Result> {
  const mine: Question = { ask: question, with: value, number: (number += 1) };
  return new Promise((done, fail) => {
    const stop = () => child.off("message", hear).off("exit", gone);
    const gone = () => {
      stop();
      fail(new Error(`The process ended before it answered ${question}.`));
    };
    const hear = (message: unknown) => {
      const { answerTo, answer, error } = message as Answer;
      if (answerTo !== mine.number) return;
      stop();
      if (error) fail(new Error(`${question}: ${error}`));
      else done(answer as Result);
    };
    child.on("message", hear).on("exit", gone);
    child.send(mine);
  });
}

/** The other end: says that this process is ready, and answers until the bench ends. */
export function answerBench(
  ready: object,
  answers: Record<string, (value: never) => unknown>,
): void {
  process.on("message", (question: Question) => void answer(question));
  process.on("disconnect", () => process.exit(0));
  process.send?.({ ready: true, ...ready });

  async function answer(question: Question): Promise<void> {
    const about = { answerTo: question.number };
    try {
      const result = await answers[question.ask]?.(question.with as never);
      process.send?.({ ...about, answer: result } satisfies Answer);
    } catch (error) {
      process.send?.({ ...about, error: (error as Error).stack } satisfies Answer);
    }
  }
}

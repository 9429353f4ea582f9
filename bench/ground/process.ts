import { type ChildProcess, fork } from "node:child_process";

export type BenchProcess = {
  child: ChildProcess;
  /** What it told when it was ready. */
  ready: Record<string, unknown>;
  /** What it said last on standard error. */
  complaint(): string;
  /** Asks it to end (SIGTERM), and waits. */
  stop(): Promise<void>;
};

/**
 * Starts a TypeScript file as a process of its own and waits for its first message, `{ ready: true, … }`. It ends with
 * this process: it is to end on `disconnect`.
 *
 * @param options.preload files that are imported before it (`--import`)
 * @param options.isQuiet what it says on standard error and standard output is not passed on
 * @throws Error with its last words when it ends before it is ready
 */
export async function startProcess(options: {
  entry: string;
  args?: string[];
  env?: Record<string, string>;
  preload?: string[];
  isQuiet?: boolean;
}): Promise<BenchProcess> {
  const { entry, args = [], env = {}, preload = [], isQuiet = false } = options;
  const child = fork(entry, args, {
    env: { ...process.env, ...env },
    execArgv: preload.flatMap((file) => ["--import", file]),
    stdio: ["ignore", isQuiet ? "ignore" : "inherit", "pipe", "ipc"],
  });
  let complaint = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-4_000);
    if (!isQuiet) process.stderr.write(chunk);
  });
  const ready = await new Promise<Record<string, unknown>>((done, fail) => {
    child.once("message", (message) => done(message as Record<string, unknown>));
    child.once("exit", (code, signal) =>
      fail(new Error(`${entry} ended (${signal ?? code}) before it was ready:\n${complaint}`)),
    );
  });
  return { child, ready, complaint: () => complaint, stop: () => endProcess(child) };
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once("exit", done));
  child.kill("SIGTERM");
  await ended;
}

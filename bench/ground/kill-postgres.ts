import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

type Process = { pid: number; parent: number; isDead: boolean };

/**
 * Kills a PostgreSQL with all its processes at once (SIGKILL), as a machine that loses power does to it.
 *
 * @param dataDirectory as the server itself tells it
 */
export async function killPostgres(dataDirectory: string): Promise<void> {
  const lock = readFileSync(`${dataDirectory}/postmaster.pid`, "utf8");
  const postmaster = Number(lock.split("\n")[0]);
  const victims = [
    postmaster,
    ...listProcesses().flatMap(({ pid, parent }) => (parent === postmaster ? [pid] : [])),
  ];
  // The postmaster first, so that it does not begin to recover.
  for (const pid of victims) kill(pid);
  // PostgreSQL does not start again while one of them holds the shared memory.
  while (listProcesses().some(({ pid, isDead }) => victims.includes(pid) && !isDead)) {
    await wait(10);
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    // It ended by itself meanwhile.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** From /proc where there is one: slim Linux images have no `ps`. */
function listProcesses(): Process[] {
  if (!existsSync("/proc/self/stat")) return listByPs();
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => readStat(pid) ?? []);
}

function readStat(pid: string): Process | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // "pid (name) state parent …", and a name may hold anything.
    const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { pid: Number(pid), parent: Number(parent), isDead: state === "Z" };
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return null;
    throw error;
  }
}

function listByPs(): Process[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat="], { encoding: "utf8" });
  return lines
    .trim()
    .split("\n")
    .map((line) => {
      const [pid, parent, state = ""] = line.trim().split(/\s+/);
      return { pid: Number(pid), parent: Number(parent), isDead: state.startsWith("Z") };
    });
}

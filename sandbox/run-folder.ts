import { existsSync } from "node:fs";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";

const FOLDER = ".data/sandbox";

/**
 * A folder for one run of the sandbox: the product's database, its log and the clock. The stand-ins remember nothing
 * between runs, so neither does the database beside them. Folders of runs that were killed are removed.
 */
export async function makeRunFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  await mkdir(FOLDER, { recursive: true });
  for (const name of await readdir(FOLDER)) {
    if (!isAlive(Number(name)) && !existsSync(join(FOLDER, name, "postgres/data/postmaster.pid"))) {
      await rm(join(FOLDER, name), { recursive: true, force: true });
    }
  }
  const path = join(FOLDER, String(process.pid));
  await rm(path, { recursive: true, force: true });
  await mkdir(path, { recursive: true });
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

import { existsSync } from "node:fs";
import { mkdir, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PREFIX = "musubi-sandbox-";

/**
 * A temporary folder for one run of the sandbox: the product's database, its log and the clock. The stand-ins
 * remember nothing between runs, so neither does the database beside them. Folders of runs that were killed are
 * removed, once their database has ended too.
 */
export async function makeRunFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX) || isAlive(Number(name.slice(PREFIX.length)))) continue;
    const old = join(tmpdir(), name);
    if (!existsSync(join(old, "postgres/data/postmaster.pid")))
      await rm(old, { recursive: true, force: true });
  }
  const path = join(tmpdir(), `${PREFIX}${process.pid}`);
  await rm(path, { recursive: true, force: true });
  // Open to others, since a database that root starts runs as another user; what is secret in it is closed by itself.
  await mkdir(path, { mode: 0o755 });
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

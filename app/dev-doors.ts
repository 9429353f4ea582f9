import type { Plugin } from "vite";
import type { Doors } from "./doors.server.ts";
import { startEmbeddedPostgres } from "./platform/embedded-postgres.server.ts";
import { env, provideEnv } from "./platform/env.server.ts";
import { applyMigrations } from "./platform/migrate.server.ts";

/**
 * What `app/server.ts` does around the built product, around Vite's development server: database, webhooks, worker.
 */
export function devDoors(): Plugin {
  return {
    name: "musubi-dev-doors",
    async configureServer(server) {
      // Remix compiles in a second server of its own with these plugins, which answers nobody.
      if (server.config.server.hmr === false) return;
      const { DATABASE_URL, DATA_DIR } = env();
      const postgres = DATABASE_URL
        ? undefined
        : await startEmbeddedPostgres({ folder: `${DATA_DIR}/postgres` });
      const databaseUrl = DATABASE_URL ?? postgres?.url ?? "";
      provideEnv({ DATABASE_URL: databaseUrl, NODE_ENV: "development" });
      await applyMigrations(databaseUrl);

      const module = await server.ssrLoadModule("/app/doors.server.ts");
      const doors = (module as { openDoors(): Doors }).openDoors();
      const worker = await doors.startWorker();
      server.middlewares.use((request, response, next) => {
        if (!doors.intake(request, response)) next();
      });
      const close = async () => {
        await worker.stop();
        await doors.close();
        await postgres?.stop();
      };
      for (const signal of ["SIGINT", "SIGTERM"] as const) {
        // Remix's command line would end the process at once, and leave the database behind.
        process.removeAllListeners(signal);
        process.once(signal, () => void close().finally(() => process.exit(0)));
      }
    },
  };
}

import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const shared = { testTimeout: 20_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    // Vitest leaves one core to itself, and so would run one file after the other on two. Most files wait for PostgreSQL.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // After the whole suite: what Shopify's security checks rest on, and what logs and browsers have been told.
    reporters: [
      "default",
      "./tests/setup/security-checks-reporter.ts",
      "./tests/setup/leak-reporter.ts",
    ],
    projects: [
      {
        // Rules, and the stand-ins by themselves: no database.
        test: {
          ...shared,
          name: "unit",
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: [
            "tests/**/*.db.test.{ts,tsx}",
            "tests/browser/**",
            "tests/stories/**",
            "tests/bench/chaos.test.ts",
          ],
        },
      },
      {
        // Rooms, routes and stories: a real Postgres, one copy of the migrated template for each file.
        test: {
          ...shared,
          name: "database",
          include: ["tests/**/*.db.test.{ts,tsx}"],
          globalSetup: ["tests/setup/global-setup.ts"],
          setupFiles: ["tests/setup/database.ts"],
        },
      },
      {
        // What people touch: the sandbox as `npm run sandbox` starts it, and a real Chromium. And what needs the machine
        // for itself: a short run of `npm run chaos`.
        test: {
          ...shared,
          name: "browser",
          include: ["tests/{browser,stories}/**/*.test.{ts,tsx}", "tests/bench/chaos.test.ts"],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});

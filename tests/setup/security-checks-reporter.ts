import { relative } from "node:path";
import type { Reporter, TestModule, Vitest } from "vitest/node";
import { securityChecks, unproved } from "#tests/hostile/security-checks.ts";

/** Fails a run in which a test did not pass that proves one of Shopify's security checks. */
export default class SecurityChecksReporter implements Reporter {
  private vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.vitest = vitest;
  }

  onTestRunEnd(modules: readonly TestModule[], _errors: unknown, reason: string): void {
    if (reason === "interrupted" || !this.vitest) return;
    const files = new Set<string>();
    const passed = new Set<string>();
    for (const module of modules) {
      const file = relative(this.vitest.config.root, module.moduleId);
      files.add(file);
      for (const test of module.children.allTests("passed"))
        passed.add(`${file} > ${test.fullName}`);
    }
    const { testNamePattern } = this.vitest.config;
    if (testNamePattern) return;
    const missing = unproved(securityChecks, { files, passed, whole: isWhole(this.vitest) });
    if (missing.length === 0) return;
    process.exitCode = 1;
    console.error(
      `Security checks of Shopify's that no test proved in this run:\n  ${missing.join("\n  ")}`,
    );
  }
}

/** Whether every file of every project was asked for. */
function isWhole({ config, filenamePattern }: Vitest & { filenamePattern?: string[] }): boolean {
  return !filenamePattern?.length && !config.project.length && !config.changed && !config.shard;
}

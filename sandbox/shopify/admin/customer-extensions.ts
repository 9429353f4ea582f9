import { html } from "../http/html.ts";
import type { Html } from "../http/html.ts";
import { gid } from "../state/ids.ts";
import type { Simulation } from "../simulation.ts";
import { extensionFrame } from "../ui-extensions/extension-frames.ts";
import { extensionAt } from "../ui-extensions/ui-extension.ts";
import type { Shell } from "./admin-shell.ts";

/** The app's block and action on a customer's page, by their own bundles; empty when the app is not installed. */
export async function customerExtensions(
  simulation: Simulation,
  shell: Shell,
  customerId: number,
): Promise<{ block: Html; action: Html; actionName: string | null }> {
  if (!shell.shop.installation) return { block: html``, action: html``, actionName: null };
  const target = (kind: string) => `admin.customer-details.${kind}.render`;
  const frame = (kind: string) =>
    extensionFrame(simulation, {
      surface: "admin",
      target: target(kind),
      selected: [gid("Customer", customerId)],
      language: shell.locale,
      isLoggedIn: true,
      tokenUrl: `${shell.base}/app-bridge/session-token`,
      appPages: shell.appPath,
    });
  const { extensionsDir } = simulation.app;
  const { words } = extensionAt(extensionsDir, target("action"))?.words(shell.locale) ?? {};
  return {
    block: await frame("block"),
    action: await frame("action"),
    actionName: words ? String((words as { name?: string }).name) : null,
  };
}

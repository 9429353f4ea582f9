import { gid } from "../../state/ids.ts";
import type { QueryContext } from "../query-context.ts";
import { metafieldFields } from "./metafield.ts";

const appId = 330_000_000_001;

const scopeObject = (handle: string) => ({ handle, description: handle.replaceAll("_", " ") });

/** App */
export function appObject(context: QueryContext) {
  const { simulation } = context;
  const config = simulation.config();
  return {
    __typename: "App",
    id: gid("App", appId),
    apiKey: simulation.app.apiKey,
    title: config.name,
    handle: config.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-"),
    embedded: true,
    developerType: "PARTNER",
    developerName: null,
    description: null,
    shopifyDeveloped: false,
    published: false,
    previouslyInstalled: true,
    requestedAccessScopes: config.scopes.map(scopeObject),
    optionalAccessScopes: [],
    webhookApiVersion: config.apiVersion,
    installation: () => (context.shop.installation ? installationObject(context) : null),
  };
}

/** AppInstallation of the app that asks. */
export function installationObject(context: QueryContext) {
  const id = gid("AppInstallation", context.shop.installation?.id ?? 0);
  return {
    __typename: "AppInstallation",
    id,
    accessScopes: context.scopes.map(scopeObject),
    app: () => appObject(context),
    launchUrl: new URL(
      `/store/${context.shop.domain.split(".")[0]}/apps/${context.simulation.app.apiKey}`,
      context.simulation.urls.admin,
    ).href,
    uninstallUrl: null,
    ...metafieldFields(context, id, "APP_INSTALLATION"),
  };
}

import { embeddedAppConfig } from "#app/platform/embedded-app-config.server.ts";

/**
 * Deep links into the editor of the published theme (Shopify, "Theme app extensions: deep linking"): one opens it with
 * our block added to a product page, one with the app embed switched on. Nothing is saved until the merchant does.
 */
export function themeEditorUrls(): { block: string; embed: string } {
  const { apiKey } = embeddedAppConfig();
  const editor = "shopify:admin/themes/current/editor";
  return {
    block: `${editor}?template=product&addAppBlockId=${apiKey}/connect-line&target=mainSection`,
    embed: `${editor}?context=apps&template=index&activateAppId=${apiKey}/connect-line-embed`,
  };
}

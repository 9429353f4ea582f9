import type { MetaFunction } from "@remix-run/react";
import { fixedT, type Locale, type Namespace } from "#app/platform/i18n.ts";

const APP = "Musubi";

/**
 * A page's `meta`: its title in the language of the document, which the root's loader knows.
 *
 * @param key of the text in the namespace
 */
export function pageTitle(namespace: Namespace, key = "title"): MetaFunction {
  return ({ matches }) => {
    const root = matches.find(({ id }) => id === "root")?.data as { locale: Locale } | undefined;
    const title = fixedT(root?.locale ?? "ja", namespace)(key);
    return [{ title: title === APP ? APP : `${title} · ${APP}` }];
  };
}

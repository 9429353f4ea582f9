import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { LiffEntry } from "#app/linking/components/liff/liff-entry.tsx";
import { openLiffPage } from "#app/linking/liff/open-liff-page.server.ts";
import { db } from "#app/platform/database.server.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("liff", "member.title");

/** The LIFF app's other address, for a rich menu: straight to the member card. */
export function loader({ request, params }: LoaderFunctionArgs) {
  const loginChannelId = params.channel ?? "";
  return openLiffPage({ db, request, loginChannelId, view: "card" });
}

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export default function Liff() {
  return <LiffEntry {...useLoaderData<typeof loader>()} />;
}

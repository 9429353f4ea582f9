import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { LiffEntry } from "#app/linking/components/liff/liff-entry.tsx";
import { openLiffPage } from "#app/linking/liff/open-liff-page.server.ts";
import { db } from "#app/platform/database.server.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("liff", "ask.title");

/** The endpoint URL of the LIFF app: the one page that loads LIFF's SDK. Opening it changes nothing. */
export function loader({ request, params }: LoaderFunctionArgs) {
  const loginChannelId = params.channel ?? "";
  return openLiffPage({ db, request, loginChannelId, view: "link" });
}

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export default function Liff() {
  return <LiffEntry {...useLoaderData<typeof loader>()} />;
}

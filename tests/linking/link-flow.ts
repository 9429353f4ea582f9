import type { Customer, Shop } from "@prisma/client";
import {
  sendToLine,
  takeReturnedLogin,
  findReturningLogin,
} from "#app/channels/login-attempt.server.ts";
import { returnFromLine } from "#app/linking/return-from-line.server.ts";
import { db } from "#app/platform/database.server.ts";
import { action as confirmAction, loader as confirmLoader } from "#app/routes/proxy.confirm.tsx";
import { loader as linkLoader } from "#app/routes/proxy.link.tsx";
import { lineUserId } from "#tests/factories/friend.ts";
import { proxyRequest } from "#tests/factories/proxy-request.ts";

/** What a route is called with. */
const asked = (request: Request, params = {}) => ({ request, params, context: {} });

type Who = { shop: Pick<Shop, "domain">; customer: Pick<Customer, "shopifyGid"> | null };

export function openLink(
  { shop, customer }: Who,
  returnTo = "/products/kettle",
): Promise<Response> {
  const path = `/link?return_to=${encodeURIComponent(returnTo)}`;
  return linkLoader(asked(proxyRequest({ shop, path, customerGid: customer?.shopifyGid ?? null })));
}

/** The customer taps the button and is sent out to LINE in their own browser. */
export async function goOut(
  who: Who,
  returnTo?: string,
): Promise<{ state: string; browserCookie: string }> {
  const begun = await openLink(who, returnTo);
  const start = new URL(begun.headers.get("location") ?? "");
  const out = await sendToLine({
    db,
    code: start.searchParams.get("attempt") ?? "",
    browserCookie: null,
  });
  if (out.outcome !== "out") throw new Error(`Not sent out: ${out.reason}`);
  return {
    state: new URL(out.url).searchParams.get("state") ?? "",
    browserCookie: out.browserCookie,
  };
}

/** LINE leads the browser back; what the callback does once it has verified the id token. */
export async function comeBack(
  out: { state: string; browserCookie: string | null },
  line: { lineUserId?: string; displayName?: string; isFriend?: boolean | null } = {},
): Promise<{ code: string; url: URL }> {
  const found = await findReturningLogin({ db, state: out.state });
  if (!found) throw new Error("unknown");
  const taken = await takeReturnedLogin({
    db,
    attemptId: found.attemptId,
    browserCookie: out.browserCookie,
  });
  if (taken.outcome !== "taken") throw new Error(taken.reason);
  const { url } = await returnFromLine({
    db,
    shopId: taken.login.shopId,
    attemptId: taken.login.id,
    lineUserId: line.lineUserId ?? lineUserId(),
    displayName: line.displayName ?? "結び たろう",
    pictureUrl: "https://profile.line-scdn.net/abc",
    isFriend: line.isFriend === undefined ? true : line.isFriend,
  });
  return { url: new URL(url), code: new URL(url).searchParams.get("c") ?? "" };
}

export function openConfirm({ shop, customer }: Who, code: string): Promise<Response> {
  const path = `/confirm?c=${encodeURIComponent(code)}`;
  return confirmLoader(
    asked(proxyRequest({ shop, path, customerGid: customer?.shopifyGid ?? null })),
  );
}

export function confirm({ shop, customer }: Who, code: string): Promise<Response> {
  const customerGid = customer?.shopifyGid ?? null;
  return confirmAction(
    asked(proxyRequest({ shop, path: "/confirm", customerGid, form: { c: code } })),
  );
}

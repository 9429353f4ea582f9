import { proxyRequest } from "#tests/factories/proxy-request.ts";
import type { RouteTest } from "./routes-table.ts";
import type { Ask, Place } from "./routes-world.ts";

/** The request with the proof that its route asks for: of this shop's staff, or of a customer of it. */
export async function prove(
  { proof, visitor, browser }: RouteTest,
  request: Ask,
  who: Place,
): Promise<Ask> {
  switch (proof) {
    case "session": {
      const { sessionToken } = await import("#tests/factories/staff-request.ts");
      const authorization = `Bearer ${await sessionToken({ shop: who.shop })}`;
      return { ...request, headers: { authorization } };
    }
    case "account": {
      const { customerToken } = await import("#tests/factories/customer-token.ts");
      const { shopifyGid: customerGid } = visitor?.(who) ?? who.customer;
      const authorization = `Bearer ${await customerToken({ shop: who.shop, customerGid })}`;
      return { ...request, headers: { authorization } };
    }
    case "proxy": {
      const { shopifyGid: customerGid } = visitor?.(who) ?? who.customer;
      const path = request.path.replace("/proxy", "");
      const signed = new URL(proxyRequest({ shop: who.shop, path, customerGid }).url);
      return { ...request, path: signed.pathname + signed.search };
    }
    case "liff": {
      const { writeLiffCookie } = await import("#app/linking/liff/liff-cookie.server.ts");
      const cookie = await writeLiffCookie(browser?.(who) ?? who.liff.browser);
      return { ...request, headers: { cookie: cookie.split(";")[0] ?? "" } };
    }
    case "code":
    case "none":
      return request;
  }
}

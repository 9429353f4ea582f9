import type { Request, Response } from "express";
import { z } from "zod";

import type { ShopState } from "../state/shop-state.ts";
import type { Simulation } from "../simulation.ts";
import { verifySessionToken } from "./session-token.ts";
import { accessTokenLifeSeconds, onlineTokenLifeSeconds } from "./token-store.ts";
import type { IssuedPair } from "./token-store.ts";

const tokenExchange = "urn:ietf:params:oauth:grant-type:token-exchange";
const idToken = "urn:ietf:params:oauth:token-type:id_token";
const onlineType = "urn:shopify:params:oauth:token-type:online-access-token";
const offlineType = "urn:shopify:params:oauth:token-type:offline-access-token";

const bodySchema = z.object({
  client_id: z.string(),
  client_secret: z.string(),
  grant_type: z.string(),
  subject_token: z.string().optional(),
  subject_token_type: z.string().optional(),
  requested_token_type: z.string().default(offlineType),
  expiring: z.union([z.string(), z.number()]).optional(),
  refresh_token: z.string().optional(),
});

type Answer = { status: number; body: Record<string, unknown> };

/**
 * `POST /admin/oauth/access_token`: token exchange and refresh. Errors as RFC 6749 shapes them,
 * `{"error": "invalid_subject_token"}`, which is what Shopify's libraries look for.
 */
export function accessTokenEndpoint(simulation: Simulation) {
  return async (request: Request, response: Response, shop: ShopState): Promise<void> => {
    const { status, body } = await answer(simulation, shop, request.body);
    response.locals.note = typeof body.error === "string" ? body.error : undefined;
    response.status(status).json(body);
  };
}

async function answer(simulation: Simulation, shop: ShopState, input: unknown): Promise<Answer> {
  const parsed = bodySchema.safeParse(input);
  if (!parsed.success) return refuse("invalid_request", "A required parameter is missing.");
  const body = parsed.data;
  if (body.client_id !== simulation.app.apiKey) {
    return refuse("application_cannot_be_found", "No application has this client id.");
  }
  if (body.client_secret !== simulation.app.apiSecret) {
    return refuse("invalid_client", "The client secret is wrong.", 401);
  }
  if (body.grant_type === "refresh_token") return refresh(simulation, shop, body.refresh_token);
  if (body.grant_type === tokenExchange) return exchange(simulation, shop, body);
  return refuse("unsupported_grant_type", `The grant type ${body.grant_type} is not supported.`);
}

async function exchange(
  simulation: Simulation,
  shop: ShopState,
  body: z.infer<typeof bodySchema>,
): Promise<Answer> {
  if (body.subject_token_type !== idToken || !body.subject_token) {
    return refuse("invalid_request", "subject_token must be a session token.");
  }
  const user = await verifySessionToken(simulation, shop, body.subject_token);
  if (!user) return refuse("invalid_subject_token", "The session token is invalid or expired.");
  if (!shop.installation) return refuse("invalid_grant", "The app is not installed on this shop.");
  const { scopes } = shop.installation;

  if (body.requested_token_type === onlineType) {
    const access = simulation.tokens.issue(
      { shop: shop.domain, mode: "online", scopes, userId: user.userId },
      onlineTokenLifeSeconds,
    );
    return { status: 200, body: onlineBody(shop, access.token, scopes) };
  }
  if (body.requested_token_type !== offlineType) {
    return refuse("invalid_request", `${body.requested_token_type} is no token type.`);
  }
  if (String(body.expiring) === "1") {
    return pairBody(simulation.tokens.issueExpiringOffline(shop.domain, scopes));
  }
  // Handed out, and refused by the Admin API, as for public apps made since 2026-04-01.
  const access = simulation.tokens.issue(
    { shop: shop.domain, mode: "offline", scopes, userId: null },
    null,
  );
  return { status: 200, body: { access_token: access.token, scope: scopes.join(",") } };
}

function refresh(
  simulation: Simulation,
  shop: ShopState,
  refreshToken: string | undefined,
): Answer {
  if (!refreshToken) return refuse("invalid_request", "refresh_token is missing.");
  const pair = shop.installation
    ? simulation.tokens.refresh(shop.domain, refreshToken, shop.installation.scopes)
    : null;
  return pair
    ? pairBody(pair)
    : refuse("invalid_grant", "The refresh token is invalid, expired or revoked.");
}

function pairBody({ access, refresh, refreshExpiresInSeconds }: IssuedPair): Answer {
  return {
    status: 200,
    body: {
      access_token: access.token,
      scope: access.scopes.join(","),
      expires_in: accessTokenLifeSeconds,
      refresh_token: refresh,
      refresh_token_expires_in: refreshExpiresInSeconds,
    },
  };
}

function onlineBody(shop: ShopState, token: string, scopes: string[]): Record<string, unknown> {
  return {
    access_token: token,
    scope: scopes.join(","),
    expires_in: onlineTokenLifeSeconds,
    associated_user_scope: scopes.join(","),
    associated_user: {
      id: shop.staff.id,
      first_name: shop.staff.firstName,
      last_name: shop.staff.lastName,
      email: shop.staff.email,
      email_verified: true,
      account_owner: true,
      locale: "ja",
      collaborator: false,
    },
  };
}

function refuse(error: string, description: string, status = 400): Answer {
  return { status, body: { error, error_description: description } };
}

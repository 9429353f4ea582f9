import { env } from "#app/platform/env.server.ts";

/** The one callback URL of LINE Login, for merchants and customers; the merchant registers it at LINE. */
export function callbackUrl(): string {
  return `${env().SHOPIFY_APP_URL}/line/callback`;
}

/** Where LINE sends this channel's events. The key is unguessable, the signature is checked all the same. */
export function webhookUrl(webhookKey: string): string {
  return webhookPrefix() + webhookKey;
}

/** What the webhook URLs of all shops of this Musubi begin with. */
export function webhookPrefix(): string {
  return `${env().SHOPIFY_APP_URL}/webhooks/line/`;
}

/** Where a browser sets out to log in to LINE. It must open at the top: in Shopify's frame its cookie may be refused. */
export function loginStartUrl(code: string): string {
  return `${env().SHOPIFY_APP_URL}/line/start?${new URLSearchParams({ attempt: code })}`;
}

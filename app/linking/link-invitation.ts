import { z } from "zod";
import { fixedT, type Locale } from "#app/platform/i18n.ts";

/** The ledger's name of the messages that ask friends to link. */
export const LINK_INVITE = "link_invite";

/** LINE takes so many UTF-16 units for a buttons template without title or picture, and for a button's label. */
export const MAX_BUTTONS_TEXT = 160;
export const MAX_BUTTON_LABEL = 20;

/** The words of an invitation that the merchant has not written. */
export function defaultInviteText(shop: { name: string; locale: Locale }): string {
  return fixedT(shop.locale, "account-link")("invite.text", { shop: shop.name });
}

/** The words of its button that the merchant has not written. */
export function defaultInviteButton(locale: Locale): string {
  return fixedT(locale, "account-link")("invite.button");
}

const PREFIX = "musubi:link:";

/** What the button of an invitation carries, and LINE hands back when it is tapped. */
export function invitationData(invitationId: string): string {
  return `${PREFIX}${invitationId}`;
}

/**
 * The invitation whose button was tapped.
 *
 * @param data of a postback event; whoever writes a LINE client can make it up, so the id is looked up with the shop
 * @returns null when it is no button of ours
 */
export function readInvitationData(data: string): string | null {
  if (!data.startsWith(PREFIX)) return null;
  return z.uuid().safeParse(data.slice(PREFIX.length)).data ?? null;
}

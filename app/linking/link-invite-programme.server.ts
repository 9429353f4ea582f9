import type { LineMessage } from "#app/line/line-message.ts";
import type { DueSend, Prepared, Programme } from "#app/messages/programme.ts";
import type { Db } from "#app/platform/db.server.ts";
import { type Locale, toLocale } from "#app/platform/i18n.ts";
import {
  defaultInviteButton,
  defaultInviteText,
  invitationData,
  LINK_INVITE,
  MAX_BUTTONS_TEXT,
} from "./link-invitation.ts";
import { readLinkSettings } from "./read-link-settings.server.ts";

/** The invitation to link as the ledger asks it: is this friend still not linked, and what are they sent? */
export function createLinkInviteProgramme(options: { db: Db }): Programme {
  const { db } = options;
  return {
    kind: LINK_INVITE,
    consentKind: "marketing",
    async prepare({ shopId, sends }) {
      const [shop, channel, settings, friends] = await Promise.all([
        db.shop.findUniqueOrThrow({ where: { id: shopId } }),
        db.channel.findUnique({ where: { shopId } }),
        readLinkSettings({ db, shopId }),
        db.friend.findMany({
          where: { shopId, id: { in: sends.flatMap(({ friendId }) => friendId ?? []) } },
          select: { id: true, language: true, link: { select: { id: true } } },
        }),
      ]);
      const byId = new Map(friends.map((friend) => [friend.id, friend]));
      const isClosed = settings.closedWays.includes("account_link");
      const answer = ({ friendId, subjectId }: DueSend): Prepared => {
        const friend = friendId ? byId.get(friendId) : undefined;
        if (!friend || !subjectId) return { outcome: "skip", reason: "no_friend" };
        if (friend.link) return { outcome: "skip", reason: "already_linked" };
        if (isClosed) return { outcome: "skip", reason: "way_closed" };
        if (channel?.webhookMode !== "own") return { outcome: "skip", reason: "no_webhook" };
        const message = invitationMessage({
          invitationId: subjectId,
          locale: toLocale(friend.language ?? shop.locale),
          shopName: shop.name,
          text: settings.inviteText,
          button: settings.inviteButton,
        });
        return { outcome: "send", friendId: friend.id, messages: [message] };
      };
      return new Map(sends.map((send) => [send.id, answer(send)]));
    },
  };
}

/**
 * The message with the button. It carries a postback and no link: LINE's link token is asked for when somebody taps, and
 * serves ten minutes.
 *
 * @param options.text the merchant's words, as are those of the button; null for ours
 */
function invitationMessage(options: {
  invitationId: string;
  locale: Locale;
  shopName: string;
  text: string | null;
  button: string | null;
}): LineMessage {
  const { invitationId, locale, shopName, text } = options;
  const button = options.button ?? defaultInviteButton(locale);
  const words = (text ?? defaultInviteText({ name: shopName, locale })).slice(0, MAX_BUTTONS_TEXT);
  return {
    type: "template",
    altText: words,
    template: {
      type: "buttons",
      text: words,
      actions: [
        {
          type: "postback",
          label: button,
          data: invitationData(invitationId),
          displayText: button,
        },
      ],
    },
  };
}

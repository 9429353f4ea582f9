import type { Customer, Friend, Link, Shop } from "@prisma/client";
import { readChannel } from "#app/channels/read-channel.server.ts";
import type { LineMessage } from "#app/line/line-message.ts";
import { replyMessages } from "#app/line/reply.server.ts";
import { unseal } from "#app/platform/crypto.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { fixedT, toLocale } from "#app/platform/i18n.ts";
import { countLinkStep } from "../count-link-step.server.ts";
import { isWayOpen } from "../is-way-open.server.ts";
import { MAX_BUTTONS_TEXT } from "../link-invitation.ts";
import { maskName } from "../mask.ts";
import { storefrontPaths } from "../storefront-paths.ts";
import { storefrontUrl } from "../storefront-url.ts";
import { type LinkAnswerAbout, OFFER_MINUTES, replyTokenContext } from "./account-link.ts";
import { beginAccountLink } from "./begin-account-link.server.ts";

/**
 * Tells a friend in the talk what they are owed about linking: the button to begin, that they are linked already, or how
 * it ended. The row is taken before LINE is called, so that no crash and no retry says it twice; what is lost so, the
 * friend asks for again.
 */
export async function answerInTalk(options: {
  db: Db;
  shopId: string;
  answerId: string;
  now: Date;
}): Promise<void> {
  const { db, shopId, answerId, now } = options;
  const [answer] = await db.$queryRaw<
    { friendId: string; about: LinkAnswerAbout; invitationId: string | null; replyToken: string }[]
  >`
    DELETE FROM link_answer WHERE id = ${answerId}::uuid AND shop_id = ${shopId}::uuid
    RETURNING friend_id AS "friendId", about, invitation_id AS "invitationId", reply_token AS "replyToken"`;
  const channel = await readChannel({ db, shopId });
  if (!answer || !channel) return;
  const friend = await db.friend.findFirst({
    where: { id: answer.friendId, shopId, channelId: channel.id },
    include: { shop: true, link: { include: { customer: true } } },
  });
  if (!friend || friend.shop.uninstalledAt) return;
  const reply = (message: LineMessage) =>
    replyMessages({
      credentials: channel.credentials,
      replyToken: unseal(answer.replyToken, replyTokenContext(answerId)),
      messages: [message],
    });
  const isOffer =
    answer.about === "offer" &&
    !friend.link &&
    (await isWayOpen({ db, shopId, method: "account_link" }));
  if (!isOffer) {
    await reply({ type: "text", text: wordsFor(friend, answer.about) });
    return;
  }
  const { attemptId, url } = await beginAccountLink({
    db,
    shopId,
    channelId: channel.id,
    friendId: friend.id,
    invitationId: answer.invitationId,
    locale: localeOf(friend),
  });
  const sent = await reply(offerMessage(friend, url));
  if (sent === "refused")
    await db.accountLinkAttempt.deleteMany({ where: { id: attemptId, shopId } });
  // Whom an invitation reached, its way was offered to by it.
  if (sent === "sent" && !answer.invitationId) {
    await countLinkStep({ db, shopId, method: "account_link", step: "offered", now });
  }
}

type Told = Friend & { shop: Shop; link: (Link & { customer: Customer }) | null };

const localeOf = ({ language, shop }: Told) => toLocale(language ?? shop.locale);

/** What a friend is told to whom no button is offered: how it ended, that they are linked already, or that nobody can. */
function wordsFor(friend: Told, about: LinkAnswerAbout): string {
  const { shop, link } = friend;
  const locale = localeOf(friend);
  const t = fixedT(locale, "account-link");
  const url = `${storefrontUrl(shop)}${storefrontPaths.link({ returnPath: "/", locale })}`;
  if (about === "linked") return t("talk.linked", { shop: shop.name, url });
  if (about !== "offer") {
    const reason = t(`talk.reasons.${about.slice("refused:".length)}`);
    return t("talk.refused", { shop: shop.name, reason });
  }
  if (!link) return t("talk.closed", { shop: shop.name });
  const customer = maskName(link.customer.displayName);
  const words = customer ? "talk.already" : "talk.alreadyUnnamed";
  return t(words, { shop: shop.name, customer, url });
}

function offerMessage(friend: Told, url: string): LineMessage {
  const t = fixedT(localeOf(friend), "account-link");
  const words = t("talk.offer", { shop: friend.shop.name, minutes: OFFER_MINUTES });
  return {
    type: "template",
    altText: words,
    template: {
      type: "buttons",
      text: words.slice(0, MAX_BUTTONS_TEXT),
      actions: [{ type: "uri", label: t("talk.open"), uri: url }],
    },
  };
}

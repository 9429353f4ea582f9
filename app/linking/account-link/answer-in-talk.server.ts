import { readChannel } from "#app/channels/read-channel.server.ts";
import type { LineMessage } from "#app/line/line-message.ts";
import { replyMessages } from "#app/line/reply.server.ts";
import { unseal } from "#app/platform/crypto.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { fixedT, toLocale } from "#app/platform/i18n.ts";
import { countLinkStep } from "../count-link-step.server.ts";
import { isWayOpen } from "../is-way-open.server.ts";
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
  const { shop, link } = friend;
  const locale = toLocale(friend.language ?? shop.locale);
  const t = fixedT(locale, "account-link");
  const linkPage = `${storefrontUrl(shop)}${storefrontPaths.link({ returnPath: "/", locale })}`;
  const say = (text: string): LineMessage => ({ type: "text", text });
  const reply = (message: LineMessage) =>
    replyMessages({
      credentials: channel.credentials,
      replyToken: unseal(answer.replyToken, replyTokenContext(answerId)),
      messages: [message],
    });

  if (answer.about === "linked") {
    await reply(say(t("talk.linked", { shop: shop.name, url: linkPage })));
    return;
  }
  if (answer.about !== "offer") {
    const reason = t(`talk.reasons.${answer.about.slice("refused:".length)}`);
    await reply(say(t("talk.refused", { shop: shop.name, reason })));
    return;
  }
  if (link) {
    const customer = maskName(link.customer.displayName);
    const words = customer ? "talk.already" : "talk.alreadyUnnamed";
    await reply(say(t(words, { shop: shop.name, customer, url: linkPage })));
    return;
  }
  if (!(await isWayOpen({ db, shopId, method: "account_link" }))) {
    await reply(say(t("talk.closed", { shop: shop.name })));
    return;
  }
  const { attemptId, url } = await beginAccountLink({
    db,
    shopId,
    channelId: channel.id,
    friendId: friend.id,
    invitationId: answer.invitationId,
    locale,
  });
  const words = t("talk.offer", { shop: shop.name, minutes: OFFER_MINUTES });
  const sent = await reply({
    type: "template",
    altText: words,
    template: {
      type: "buttons",
      text: words.slice(0, 160),
      actions: [{ type: "uri", label: t("talk.open"), uri: url }],
    },
  });
  if (sent === "refused")
    await db.accountLinkAttempt.deleteMany({ where: { id: attemptId, shopId } });
  // Whom an invitation reached, its way was offered to by it.
  if (sent === "sent" && !answer.invitationId) {
    await countLinkStep({ db, shopId, method: "account_link", step: "offered", now });
  }
}

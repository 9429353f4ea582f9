import { liffAddress } from "#app/line/liff.server.ts";
import { isMailSet } from "#app/mail/send-mail.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { liffPaths } from "./liff-paths.ts";

export type LiffSetup = {
  /** For LINE's console; null while no LINE Login channel is connected */
  endpointUrl: string | null;
  /** The LIFF URLs to give to customers; null until a LIFF id of this channel is set */
  urls: { form: string; card: string } | null;
  /** A LIFF id of another channel than the connected one: LINE's tokens would not be for us. */
  isOfOtherChannel: boolean;
  /** Whether codes can be sent by mail; without, LINE's verified e-mail is the only proof. */
  canMail: boolean;
};

/** What a merchant needs to set LIFF up in LINE's console, and to give it to customers. */
export async function readLiffSetup(options: {
  db: Db;
  shopId: string;
  liffId: string | null;
}): Promise<LiffSetup> {
  const { db, shopId, liffId } = options;
  const channel = await db.channel.findUnique({
    where: { shopId },
    select: { loginChannelId: true },
  });
  const loginChannelId = channel?.loginChannelId ?? null;
  const isOwn = loginChannelId !== null && liffId?.startsWith(`${loginChannelId}-`) === true;
  const { apps } = liffAddress();
  return {
    endpointUrl:
      loginChannelId && env().SHOPIFY_APP_URL + liffPaths(loginChannelId, "ja").entry("link"),
    urls: isOwn ? { form: `${apps}/${liffId}`, card: `${apps}/${liffId}/card` } : null,
    isOfOtherChannel: liffId !== null && loginChannelId !== null && !isOwn,
    canMail: isMailSet(),
  };
}

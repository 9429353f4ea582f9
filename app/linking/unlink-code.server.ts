import { seal, unseal } from "#app/platform/crypto.server.ts";

/** Long enough to read the page; a page that lay open over lunch is loaded again. */
const LIFETIME_MS = 30 * 60 * 1000;

type Bond = { shopId: string; linkId: string; customerGid: string };

/**
 * The code that the unlink form carries, so that no other page can post it in the customer's name. It is for this
 * customer and this link, and dies with the link: linking again makes another.
 *
 * @param options.realTime real time: the code is a token
 */
export function createUnlinkCode(options: Bond & { realTime: Date }): string {
  return seal(String(options.realTime.getTime() + LIFETIME_MS), context(options));
}

/** Whether a code is one of `createUnlinkCode`, for this customer and this link, and not too old. */
export function isUnlinkCode(options: Bond & { code: string; realTime: Date }): boolean {
  try {
    return Number(unseal(options.code, context(options))) > options.realTime.getTime();
  } catch (error) {
    // A code of another customer or link, a cut one and a made-up one all fail to open.
    if (error instanceof Error) return false;
    throw error;
  }
}

function context({ shopId, linkId, customerGid }: Bond): string {
  return `unlink:${shopId}:${linkId}:${customerGid}`;
}

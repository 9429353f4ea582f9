import { createHash } from "node:crypto";
import type pg from "pg";
import type { Range } from "./our-round.ts";

/** What the person of the n-th checkout is owed, worked out from the rows without the product's code. */
export type Owed = {
  n: number;
  customer: string;
  items: { title: string; variantTitle: string; quantity: number }[];
  recoveryUrl: string;
  preferencesCode: string;
  /** By the hash of its code: where what this send carries leads. */
  links: Map<string, { kind: string; url: string }[]>;
};

const DRAWN = 2;

export async function readOwed(client: pg.Client, { from, count }: Range): Promise<Owed[]> {
  const { rows } = await client.query<
    Omit<Owed, "links"> & {
      links: { hash: string; targets: { kind: string; url: string }[] }[] | null;
    }
  >(
    `SELECT n::int AS n, customer.display_name AS customer, checkout.line_items AS items,
       checkout.recovery_url AS "recoveryUrl", friend.preferences_code AS "preferencesCode",
       (SELECT json_agg(json_build_object('hash', code_hash, 'targets', targets))
        FROM tracked_link WHERE send_id = bench_id('send', n)) AS links
     FROM generate_series($1::bigint, $2::bigint) AS n
     JOIN checkout ON checkout.id = bench_id('checkout', n)
     JOIN customer ON customer.id = bench_id('customer', n)
     JOIN friend ON friend.id = bench_id('friend', n)`,
    [from, from + count - 1],
  );
  return rows.map(({ links, ...owed }) => ({
    ...owed,
    links: new Map((links ?? []).map(({ hash, targets }) => [hash, targets])),
  }));
}

/** What is wrong with what arrived, in words; null when it is the one message that is owed. */
export function wrongIn(messages: unknown[], owed: Owed): string | null {
  if (messages.length !== 1) return `${messages.length} messages arrived`;
  const text = JSON.stringify(messages[0]);
  const missing = wordsOf(owed).find((words) => !text.includes(words));
  if (missing) return `"${missing}" is missing`;
  const led = [...text.matchAll(/\/r\/([\w-]{27})(?:\.(\d))?/g)].map(
    ([, code = "", place = "0"]) => owed.links.get(sha256(code))?.[Number(place)],
  );
  if (led.includes(undefined)) return "a link leads nowhere";
  const leadsTo = (kind: string, isIt: (url: string) => boolean) =>
    led.some((link) => link?.kind === kind && isIt(link.url));
  if (!leadsTo("checkout", (url) => url.startsWith(owed.recoveryUrl)))
    return "no link leads to the checkout";
  if (!leadsTo("preferences", (url) => url.includes(`/preferences/${owed.preferencesCode}`)))
    return "no link leads to the person's preferences";
  return null;
}

/** What must be read in the message. */
function wordsOf({ customer, items }: Owed): string[] {
  const drawn = items.slice(0, DRAWN);
  const rest = items.length - drawn.length;
  return [
    `${customer}様`,
    ...drawn.flatMap(({ title, variantTitle, quantity }) => [
      `"${title}"`,
      `"${variantTitle}"`,
      `1,200 × ${quantity}`,
    ]),
    ...(rest > 0 ? [`ほか${rest}点`] : []),
  ];
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

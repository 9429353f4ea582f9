import type { Db } from "#app/platform/db.server.ts";

/** A word that is searched for, in each of the ways in which it may be written down. */
export type SearchWord = { ways: { folded: string; grams: number[] }[] };

/** `090-1234-5678`, `+81 (90) …`: stored without all of it. */
const PHONE = /^[+(0-9][0-9()+\-‐－.]{3,}$/u;

/**
 * The words of a search, folded as the people's rows are (the database does both, so that they cannot differ), with the
 * pieces by which the index finds them.
 *
 * @returns none when nothing is searched for
 */
export async function readSearchWords(options: {
  db: Db;
  shopId: string;
  search: string;
}): Promise<SearchWord[]> {
  const { db, shopId } = options;
  const words = options.search.split(/[\s\p{Cc}]+/u).filter(Boolean);
  if (words.length === 0) return [];
  const ways = words.flatMap((word, place) =>
    waysOf(word.normalize("NFKC")).map((way) => ({ place, way })),
  );
  const rows = await db.$queryRaw<{ place: number; folded: string; grams: number[] }[]>`
    SELECT place, people_fold(way) AS folded, people_word_grams(${shopId}::uuid, people_fold(way)) AS grams
    FROM jsonb_to_recordset(${JSON.stringify(ways)}::jsonb) AS each (place int, way text)`;
  return words.map((_, place) => ({
    ways: rows.filter((row) => row.place === place && row.folded !== ""),
  }));
}

function waysOf(word: string): string[] {
  if (!PHONE.test(word)) return [word];
  // Behind the country's code there is no leading zero.
  const digits = word.replace(/\D/g, "").replace(/^0+/, "");
  return digits.length >= 4 && digits !== word ? [word, digits] : [word];
}

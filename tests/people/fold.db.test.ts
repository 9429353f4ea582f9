import { expect, test } from "vitest";
import { db } from "#app/platform/database.server.ts";

// What is written differently and means the same: width, case and kana.
test.each([
  ["Ｈａｎａｋｏ", "hanako"],
  ["HANAKO", "hanako"],
  ["ﾔﾏﾀﾞ ﾊﾅｺ", "やまだ はなこ"],
  ["ヤマダハナコ", "やまだはなこ"],
  ["ガギグゲゴ", "がぎぐげご"],
  ["パピプペポ", "ぱぴぷぺぽ"],
  ["ｯｬｭｮｰ", "っゃゅょー"],
  ["ヴァイオリン", "ゔぁいおりん"],
  ["ヵヶヽヾ", "ゕゖゝゞ"],
  ["山田　花子", "山田 花子"],
  ["㈱ﾑｽﾋﾞ", "(株)むすび"],
  ["①２③", "123"],
  ["ÉCLAIR", "éclair"],
  ["髙橋", "髙橋"],
  ["は\u3099な", "ばな"],
  ["🌸", "🌸"],
  ["％＿", "%_"],
])("%s is searched for as %s", async (written, folded) => {
  const [row] = await db.$queryRaw<{ folded: string }[]>`SELECT people_fold(${written}) AS folded`;
  expect(row?.folded).toBe(folded);
});

test("every piece that a word is looked up by is one that a text with this word is indexed by", async () => {
  const shop = crypto.randomUUID();
  for (const word of [
    "は",
    "花子",
    "ab",
    "abc",
    "x花",
    "花x",
    "ab花cd",
    "taro.100%",
    "🌸a",
    "090",
  ]) {
    const [row] = await db.$queryRaw<{ isHeld: boolean; count: number }[]>`
      SELECT people_grams(${shop}::uuid, ${`さき\n前${word}後\nab`}) @> people_word_grams(${shop}::uuid, ${word}) AS "isHeld",
        cardinality(people_word_grams(${shop}::uuid, ${word})) AS count`;
    expect([word, row?.isHeld, (row?.count ?? 0) > 0]).toEqual([word, true, true]);
  }
});

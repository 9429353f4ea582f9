import { pick, seededRandom } from "#bench/ground/random.ts";

const FAMILY = [
  "佐藤",
  "鈴木",
  "高橋",
  "田中",
  "伊藤",
  "渡辺",
  "山本",
  "中村",
  "小林",
  "加藤",
  "Miller",
];
const GIVEN = ["陽菜", "凛", "結衣", "葵", "美咲", "蓮", "湊", "大翔", "悠真", "健太", "Emma"];
const TAGS = ["常連", "VIP", "卸売", "メルマガ", "musubi"];
const LINES_A_PIECE = 1_000;

/** Lines as Shopify writes them for the bulk query of all customers. */
export function* customerLines(count: number): Generator<string> {
  const random = seededRandom(4);
  let piece = "";
  for (let index = 0; index < count; index++) {
    piece += `${line(index, random)}\n`;
    if (index % LINES_A_PIECE === LINES_A_PIECE - 1) {
      yield piece;
      piece = "";
    }
  }
  yield piece;
}

function line(index: number, random: () => number): string {
  const orders = Math.floor(random() ** 3 * 20);
  const at = new Date(Date.parse("2024-01-01T00:00:00Z") + index * 300_000).toISOString();
  const second = `${at.slice(0, 19)}Z`;
  return JSON.stringify({
    id: `gid://shopify/Customer/${8_100_000_000_000 + index}`,
    firstName: pick(random, GIVEN),
    lastName: pick(random, FAMILY),
    defaultEmailAddress: random() < 0.95 ? { emailAddress: `customer-${index}@example.jp` } : null,
    defaultPhoneNumber:
      random() < 0.3 ? { phoneNumber: `+8190${String(10_000_000 + index).slice(-8)}` } : null,
    tags: random() < 0.4 ? [pick(random, TAGS)] : [],
    numberOfOrders: String(orders),
    amountSpent: { amount: `${orders * 3_980}.0` },
    lastOrder: orders ? { createdAt: second } : null,
    createdAt: second,
    updatedAt: second,
    metafield: null,
  });
}

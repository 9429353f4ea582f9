import type { Simulation } from "../simulation.ts";
import type { ShopState } from "./shop-state.ts";

const FAMILY = ["佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村", "小林", "加藤"];
const GIVEN = ["陽菜", "凛", "結衣", "葵", "美咲", "蓮", "湊", "大翔", "悠真", "健太"];
const TAGS = ["常連", "VIP", "卸売", "メルマガ"];
const day = 86_400_000;

/** Gives a shop customers whom it had before the app came: nobody is told of them. Returns how many. */
export function seedManyCustomers(simulation: Simulation, shop: ShopState, count: number): number {
  const now = simulation.clock.now();
  for (let index = 0; index < count; index++) {
    const id = simulation.ids.next("Customer");
    const at = now - (1 + (index % 900)) * day;
    shop.customers.set(id, {
      id,
      lastName: FAMILY[index % 10]!,
      firstName: GIVEN[(index * 7) % 10]!,
      // Some have bought by phone number alone.
      email: index % 20 === 0 ? null : `customer-${id}@example.jp`,
      phone: index % 3 === 0 ? `+8190${String(id).slice(-8)}` : null,
      locale: "ja",
      note: null,
      state: index % 2 === 0 ? "enabled" : "disabled",
      verifiedEmail: true,
      tags: index % 5 === 0 ? [TAGS[index % 4]!] : [],
      defaultAddress: null,
      createdAt: at,
      updatedAt: at,
    });
  }
  return count;
}

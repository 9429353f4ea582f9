import type { Customer, ShopState } from "../state/shop-state.ts";
import type { Simulation } from "../simulation.ts";
import { newUuid } from "../state/ids.ts";
import { customerPayload, customerTagsPayload } from "../webhooks/payloads/customer-payload.ts";

/** Shopify's limit of tags on one customer. */
const maxTags = 250;

type Outcome = { kind: "changed"; tags: string[] } | { kind: "too-many" } | { kind: "too-long" };

const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Adds tags that the customer lacks (case does not make a tag another one) and tells the app. */
export function addTags(
  simulation: Simulation,
  shop: ShopState,
  customer: Customer,
  tags: readonly string[],
): Outcome {
  const wanted = split(tags);
  if (wanted.some((tag) => tag.length > 255)) return { kind: "too-long" };
  const added = wanted.filter(
    (tag, index) =>
      !customer.tags.some((had) => isSame(had, tag)) &&
      wanted.findIndex((each) => isSame(each, tag)) === index,
  );
  if (customer.tags.length + added.length > maxTags) return { kind: "too-many" };
  customer.tags = [...customer.tags, ...added];
  announce(simulation, shop, customer, "customer.tags_added", added);
  return { kind: "changed", tags: added };
}

/** Removes the tags that the customer has and tells the app. */
export function removeTags(
  simulation: Simulation,
  shop: ShopState,
  customer: Customer,
  tags: readonly string[],
): Outcome {
  const wanted = split(tags);
  const removed = customer.tags.filter((had) => wanted.some((tag) => isSame(had, tag)));
  customer.tags = customer.tags.filter((had) => !removed.includes(had));
  announce(simulation, shop, customer, "customer.tags_removed", removed);
  return { kind: "changed", tags: removed };
}

function announce(
  simulation: Simulation,
  shop: ShopState,
  customer: Customer,
  topic: "customer.tags_added" | "customer.tags_removed",
  tags: string[],
): void {
  if (tags.length === 0) return;
  const now = simulation.clock.now();
  const eventId = newUuid();
  customer.updatedAt = now;
  simulation.webhooks.emit(shop, topic, customerTagsPayload(customer.id, tags, now), { eventId });
  simulation.webhooks.emit(shop, "customers/update", customerPayload(shop, customer), { eventId });
}

/** One string may hold several tags, parted by commas. */
function split(tags: readonly string[]): string[] {
  return tags
    .flatMap((tag) => tag.split(","))
    .map((tag) => tag.trim())
    .filter(Boolean);
}

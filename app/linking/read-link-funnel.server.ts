import { Temporal } from "temporal-polyfill";
import type { Db } from "#app/platform/db.server.ts";
import { type LinkMethod, linkMethods } from "./link-method.ts";
import type { LinkFunnel } from "./link-funnel.ts";
import { type LinkStepName, linkStepNames } from "./link-step.ts";

/** How often each step of each way was reached in the last days, today with them, by the days of the shop's zone. */
export async function readLinkFunnel(options: {
  db: Db;
  shop: { id: string; timeZone: string };
  days: number;
  now: Date;
}): Promise<LinkFunnel> {
  const { db, shop, now } = options;
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(shop.timeZone)
    .toPlainDate();
  const first = today.subtract({ days: options.days - 1 });
  const days = Array.from({ length: options.days }, (_, index) =>
    first.add({ days: index }).toString(),
  );
  const rows = await db.linkStep.findMany({
    where: { shopId: shop.id, day: { gte: new Date(first.toString()) } },
    orderBy: { day: "asc" },
  });
  return {
    days,
    counts: rows.flatMap(({ day, method, step, count }) =>
      isMethod(method) && isStep(step)
        ? [{ day: day.toISOString().slice(0, 10), method, step, count }]
        : [],
    ),
  };
}

const isMethod = (name: string): name is LinkMethod =>
  (linkMethods as readonly string[]).includes(name);
const isStep = (name: string): name is LinkStepName =>
  (linkStepNames as readonly string[]).includes(name);

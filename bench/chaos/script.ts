// What the run is about: shops, their customers, and what they do. Times are milliseconds of product time since it began.

export type ScriptShop = {
  domain: string;
  channelId: string;
  channelSecret: string;
  botUserId: string;
  webhookKey: string;
  /** Minutes: one reminder within the first day, and where the run goes so far, one after it. */
  delays: number[];
};

export type ScriptPerson = { shop: ScriptShop; userId: string; customerId: string };

export type ScriptCheckout = {
  person: ScriptPerson;
  /** Stands in the name of its item, and so in every message about it. */
  mark: string;
  token: string;
  cartToken: string;
  begunAt: number;
};

/** What a platform tells of. */
export type Happening = { at: number; eventId: string } & Told;
export type Told =
  | { kind: "checkout"; topic: "checkouts/create" | "checkouts/update"; checkout: ScriptCheckout }
  | { kind: "order"; checkout: ScriptCheckout }
  | { kind: "unfollow" | "follow"; person: ScriptPerson }
  | { kind: "message"; person: ScriptPerson; text: string };

/** Webhooks that follow each other, in the order in which they are delivered. */
export type Delivery = {
  /** Index of the stage, and how far into its window. */
  stage: number;
  afterMs: number;
  happenings: Happening[];
  /** `late`: a day after it happened. `again`: it was delivered before, and comes once more, as late as that. */
  way: "once" | "doubled" | "swapped" | "late" | "again";
};

export type Script = {
  seed: number;
  /** Hours of product time: at each the clock is moved on. */
  hours: number[];
  /** What begins or becomes due in a stage does so within this time. */
  windowMs: number;
  shops: ScriptShop[];
  /** Whose quota is spent in a stage, and raised later: what is due in between waits, and nobody there acts meanwhile. */
  limited: { shop: ScriptShop; stage: number };
  people: ScriptPerson[];
  checkouts: ScriptCheckout[];
  /** In the order of their time. */
  deliveries: Delivery[];
};

export const HOUR_MS = 3_600_000;

/** What customers write, in the words of the product's own small print. */
export const STOP = "配信停止";
export const START = "配信再開";

/** How many messages are planned: each checkout has its shop's reminders. */
export function countPlanned({ checkouts }: Pick<Script, "checkouts">): number {
  return checkouts.reduce((sum, { person }) => sum + person.shop.delays.length, 0);
}

/** The stage in which something that is due at this time becomes due: the clock jumps over what lies between. */
export function stageOf(
  due: number,
  { hours, windowMs }: Pick<Script, "hours" | "windowMs">,
): number {
  return hours.findIndex((hour) => due <= hour * HOUR_MS + windowMs);
}

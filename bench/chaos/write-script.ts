import { pick, seededRandom } from "../ground/random.ts";
import {
  countPlanned,
  type Delivery,
  HOUR_MS,
  type Script,
  type ScriptCheckout,
  type ScriptPerson,
  type ScriptShop,
  START,
  STOP,
  type Told,
} from "./script.ts";

const SHOPS = 20;
const DAY_HOURS = 24;
/** A day, and so much more that a reminder within the first hours is no longer valid. */
const LATE_MS = (DAY_HOURS + 2) * HOUR_MS;

/** How many of a hundred people do what. */
const ANYBODY = { leaves: 54, edits: 8, chats: 6, toldLate: 3, ordersAtTheLastMoment: 2 };
/** These need a stage between planning and sending. */
const IN_BETWEEN = {
  orders: 9,
  optsOut: 5,
  optsOutAndIn: 2,
  blocks: 5,
  blocksAndComesBack: 2,
  beginsAnew: 4,
};
type Fate = keyof typeof ANYBODY | keyof typeof IN_BETWEEN;

/**
 * Writes a script. The same options give the same script.
 *
 * @param options.sends how many messages are planned at least; a checkout's reminders are not parted
 * @param options.hours of the stages, from 0 on. Each below 24 is a reminder's delay of some shops; with a stage at 24
 *   every shop has that reminder, too
 */
export function writeScript(options: {
  seed: number;
  sends: number;
  hours: number[];
  windowMs: number;
}): Script {
  const { seed, sends, hours, windowMs } = options;
  const random = seededRandom(seed);
  const hex = (length: number) =>
    Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join("");
  const happens = (ofHundred: number) => random() * 100 < ofHundred;
  const within = (from: number, to: number) =>
    Math.floor((from + random() * (to - from)) * windowMs);

  const shops = createShops(hours, hex);
  const dayStage = hours.includes(DAY_HOURS) ? hours.indexOf(DAY_HOURS) : hours.length - 1;
  const limitedIn = hours.length > 2 ? 1 : 0;
  const limited = {
    shop: shops.find(({ delays }) => delays[0] === hours[limitedIn]! * 60)!,
    stage: limitedIn,
  };
  const script: Script = {
    seed,
    hours,
    windowMs,
    shops,
    limited,
    people: [],
    checkouts: [],
    deliveries: [],
  };

  function addCheckout(person: ScriptPerson, begunAt: number): ScriptCheckout {
    const mark = `c${script.checkouts.length}`;
    const checkout = { person, mark, token: hex(32), cartToken: hex(32), begunAt };
    script.checkouts.push(checkout);
    return checkout;
  }

  function tell(stage: number, afterMs: number, way: Delivery["way"], ...told: Told[]): void {
    const timed = told.map((each, index) => ({
      ...each,
      // Shopify's times count whole seconds, so what follows comes one later.
      at: hours[stage]! * HOUR_MS - (way === "late" ? LATE_MS : 0) + afterMs + index * 1_000,
      eventId: hex(26).toUpperCase(),
    }));
    const happenings = way === "swapped" ? timed.reverse() : timed;
    script.deliveries.push({ stage, afterMs, happenings, way });
    if (stage < dayStage && happens(3)) {
      script.deliveries.push({ stage: dayStage, afterMs: within(0, 1), happenings, way: "again" });
    }
  }
  const oneWay = () => (happens(6) ? "doubled" : "once");
  const pairWay = () => (happens(60) ? "swapped" : oneWay());

  function addPerson(shop: ScriptShop): void {
    const customerId = String(10 ** 12 + script.people.length);
    const person: ScriptPerson = { shop, userId: `U${hex(32)}`, customerId };
    script.people.push(person);
    const quiet = shop === limited.shop ? [] : quietStages(shop, hours);
    const fate = pick(random, quiet.length > 0 ? ALL_FATES : ANYBODYS_FATES);
    const stage = quiet.length > 0 ? pick(random, quiet) : 0;
    // Who acts in the stage in which they began does so after it.
    const beginsAfter = within(0, stage === 0 ? 0.45 : 1);
    const actsAfter = within(stage === 0 ? 0.6 : 0, 1);

    if (fate === "toldLate") {
      const afterMs = within(0, 1);
      const checkout = addCheckout(person, hours[dayStage]! * HOUR_MS - LATE_MS + afterMs);
      return tell(dayStage, afterMs, "late", createdWebhook(checkout));
    }
    const checkout = addCheckout(person, beginsAfter);
    const created = createdWebhook(checkout);
    if (fate === "edits") {
      return tell(0, beginsAfter, pairWay(), created, { ...created, topic: "checkouts/update" });
    }
    tell(0, beginsAfter, oneWay(), created);
    const act = (...told: Told[]) =>
      tell(stage, actsAfter, told.length > 1 ? pairWay() : oneWay(), ...told);
    const write = (text: string): Told => ({ kind: "message", person, text });
    switch (fate) {
      case "leaves":
        return;
      case "chats":
        return act(write("在庫はありますか？"));
      case "ordersAtTheLastMoment": {
        const due = hours.indexOf(shop.delays[0]! / 60);
        const orderedAfter = beginsAfter + Math.floor(random() * (windowMs - beginsAfter));
        return tell(due, orderedAfter, oneWay(), { kind: "order", checkout });
      }
      case "orders":
        return act({ kind: "order", checkout });
      case "optsOut":
        return act(write(STOP));
      case "optsOutAndIn":
        return happens(50) ? act(write(STOP), write(START)) : act(write(START), write(STOP));
      case "blocks":
        return act({ kind: "unfollow", person });
      case "blocksAndComesBack":
        return act({ kind: "unfollow", person }, { kind: "follow", person });
      case "beginsAnew":
        return act(createdWebhook(addCheckout(person, hours[stage]! * HOUR_MS + actsAfter)));
    }
  }

  for (let turn = 0; countPlanned(script) < sends; turn++) addPerson(shops[turn % SHOPS]!);
  script.deliveries.sort((one, other) => one.stage - other.stage || one.afterMs - other.afterMs);
  return script;
}

const listFates = (shares: Partial<Record<Fate, number>>) =>
  Object.entries(shares).flatMap(([fate, share]) => Array<Fate>(share).fill(fate as Fate));
const ANYBODYS_FATES = listFates(ANYBODY);
const ALL_FATES = listFates({ ...ANYBODY, ...IN_BETWEEN });

function createShops(hours: number[], hex: (length: number) => string): ScriptShop[] {
  const first = hours.filter((hour) => hour < DAY_HOURS);
  const last = hours.filter((hour) => hour === DAY_HOURS);
  return Array.from({ length: SHOPS }, (_, index) => ({
    domain: `chaos-${index}.myshopify.com`,
    channelId: String(2_000_000_000 + index),
    channelSecret: hex(32),
    botUserId: `U${hex(32)}`,
    webhookKey: hex(32),
    delays: [first[index % first.length]!, ...last].map((hour) => hour * 60),
  }));
}

/**
 * Stages in which this shop's customers may act between planning and sending: what was due before is settled, which it
 * is one stage later, and something is still to come.
 */
function quietStages(shop: ScriptShop, hours: number[]): number[] {
  const due = shop.delays.map((delay) => hours.indexOf(delay / 60));
  return [...hours.keys()].filter(
    (stage) => stage < Math.max(...due) && due.every((each) => stage < each || stage >= each + 2),
  );
}

function createdWebhook(checkout: ScriptCheckout) {
  return { kind: "checkout", topic: "checkouts/create", checkout } as const;
}

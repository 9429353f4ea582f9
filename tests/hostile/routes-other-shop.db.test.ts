import { beforeAll, expect, test } from "vitest";
import {
  type ForeignValue,
  namesOf,
  oneOfEach,
  secretsOf,
  unknownLike,
  withoutChance,
} from "./foreign-values.ts";
import {
  type Chosen,
  handlersOf,
  places,
  requestTo,
  rightParts,
  withValue,
} from "./route-requests.ts";
import { prove } from "./prove.ts";
import { routeTests } from "./routes-table.ts";
import { type Answer, ask, type Place, type Row, startHostileWorld } from "./routes-world.ts";

const { product, db, openPlace, rowsOf, restore } = await startHostileWorld();
const doors = product.routes.flatMap((route) =>
  handlersOf(route).map((handler) => ({ route, handler, ...routeTests[route.id]! })),
);
const named = doors.map((door) => [`the ${door.handler} of ${door.route.id}`, door] as const);

let own: Place;
let foreign: Place;
let ownRows: Record<string, Row[]>;
let foreignRows: Record<string, Row[]>;
let ownValues: ForeignValue[];
let foreignValues: ForeignValue[];
/** Tried where no id is expected: one of each form. */
let fewForeignValues: ForeignValue[];
let foreignSecrets: string[];

beforeAll(async () => {
  own = await openPlace("甲野");
  foreign = await openPlace("乙川");
  ownRows = await rowsOf(own.shop);
  foreignRows = await rowsOf(foreign.shop);
  ownValues = namesOf(own, ownRows);
  foreignValues = oneOfEach(namesOf(foreign, foreignRows));
  const { shop, link, customer, codes } = foreign;
  const few = [shop.id, shop.domain, link.id, customer.shopifyGid, codes.confirm];
  fewForeignValues = few.map((value) => ({ from: "a few", value }));
  foreignSecrets = secretsOf(foreign, foreignRows);
});

type Door = (typeof doors)[number];

const send = async (door: Door, parts: Chosen): Promise<Answer> =>
  ask(product, await prove(door, requestTo(door.route, door.handler, parts), own));

/** What an answer tells of the other shop, but for the value that was sent. */
const told = (answer: Answer, sent: string) =>
  foreignSecrets.filter((secret) => answer.body.includes(secret) && !sent.includes(secret));

const shapeOf = (value: string) => value.replace(/[0-9a-f]/g, "0").replace(/[g-z]/g, "a");

const withoutIds = ({ status, body }: Answer) => [status, withoutChance(body, "-")];

/** The same request with ids that nobody has, so that trying it out changes nothing. */
function inert(parts: Chosen): Chosen {
  const known = Object.values(ownRows)
    .flat()
    .map(({ id }) => id);
  return places(parts)
    .filter(({ value }) => known.includes(value))
    .reduce((changed, { where, value }) => withValue(changed, where, unknownLike(value)), parts);
}

const PATIENCE_MS = 90_000;

test.each(named)(
  "to %s another shop's ids are as good as ids of nobody",
  { timeout: PATIENCE_MS },
  async (_name, door) => {
    for (const [nth, right] of rightParts(door.handler, door, own).entries()) {
      await restore(own.shop, ownRows);
      const base = inert(right);
      for (const [index, { where }] of places(base).entries()) {
        // The same for all posts of a route, and read before what they want.
        if (nth > 0 && where[0] === "query") continue;
        const unknown = new Map<string, [number, string]>();
        const answerTo = async (value: string): Promise<[number, string]> => {
          if (door.isLimited) await db.rateCount.deleteMany();
          const answer = await send(door, withValue(base, where, value));
          expect([where, value, told(answer, value)]).toEqual([where, value, []]);
          const leadsTo = answer.headers.get("location") ?? "";
          return [answer.status, withoutChance(`${leadsTo}\n${answer.body}`, value)];
        };
        const isId = ownValues.some(({ value }) => places(right)[index]?.value.includes(value));
        for (const { from, value } of isId ? foreignValues : fewForeignValues) {
          if (door.opens?.includes(from)) continue;
          const shape = shapeOf(value);
          if (!unknown.has(shape)) unknown.set(shape, await answerTo(unknownLike(value)));
          expect([where, from, ...(await answerTo(value))]).toEqual([
            where,
            from,
            ...unknown.get(shape)!,
          ]);
        }
      }
    }
    expect(await rowsOf(foreign.shop)).toEqual(foreignRows);
  },
);

/** Those that belong to one shop by their proof. */
const asked = named.filter(([, { proof }]) =>
  ["session", "proxy", "account", "liff"].includes(proof),
);

test.each(asked)(
  "to %s no value beside its proof says which shop is meant",
  async (_name, door) => {
    const { shop } = foreign;
    const named = { shop: shop.domain, shopId: shop.id, shop_id: shop.id, domain: shop.domain };
    for (const right of rightParts(door.handler, door, own)) {
      await restore(own.shop, ownRows);
      for (const part of ["query", "form"] as const) {
        const parts = { ...inert(right), [part]: { ...named, ...inert(right)[part] } };
        const answer = await send(door, parts);
        expect(told(answer, JSON.stringify(named))).toEqual([]);
      }
    }
    expect(await rowsOf(foreign.shop)).toEqual(foreignRows);
  },
);

test.each(asked)(
  "to %s the shop's own ids are known, so that it is the shop that makes the difference",
  async (_name, door) => {
    for (const right of rightParts(door.handler, door, own)) {
      await restore(own.shop, ownRows);
      const tried = inert(right);
      const names = ({ form, path }: Chosen) => JSON.stringify([form, path]);
      const refused = names(tried) === names(right) ? null : withoutIds(await send(door, tried));
      const answer = await send(door, right);
      const { intent } = right.form;
      expect([intent, answer.status < 400]).toEqual([intent, true]);
      expect(withoutIds(answer)).not.toEqual(refused);
    }
  },
);

import { percentile } from "../ground/rounds.ts";
import { type SeededPeople, seedPeople } from "./seed-people.ts";

export type PeopleFigures = { listP95Ms: number; searchP95Ms: number; personP95Ms: number };

const ROUNDS = 20;

/** Common words and rare ones, Japanese of two characters among both, and what nobody has. */
const SEARCHES = [
  "花子",
  "ﾊﾅ",
  "佐藤",
  "林",
  "鬱屈",
  "gmail.com",
  "suzuki.hina1",
  "🌸",
  "090-1234",
  "#10042",
  "いない",
  "佐藤 太郎",
];

/**
 * What the list, the search and a person's page ask of the database, as their loaders do, one after the other, over so many
 * friends. The environment is the product's by now.
 */
export async function measurePeople(options: { friends: number }): Promise<PeopleFigures> {
  const { db, pool } = await import("#app/platform/database.server.ts");
  const { keepPeople } = await import("#app/people/keep-people.server.ts");
  const seeded = await seedPeople({
    pool,
    friends: options.friends,
    catchUp: () => keepPeople({ db }),
  });
  return {
    listP95Ms: await measureList(seeded),
    searchP95Ms: await measureSearch(seeded),
    personP95Ms: await measurePerson(seeded),
  };
}

async function opener({ shopId }: SeededPeople) {
  const { db } = await import("#app/platform/database.server.ts");
  const { listTagNames } = await import("#app/friends/list-tag-names.server.ts");
  const { readFollowerNumbers } = await import("#app/friends/read-follower-numbers.server.ts");
  const { countPeople } = await import("#app/linking/count-people.server.ts");
  const { listPeople } = await import("#app/people/list-people.server.ts");
  const { notePeopleRead } = await import("#app/people/note-people-read.server.ts");
  const { EVERYBODY } = await import("#app/people/people-filter.ts");
  const { readPeopleTasks } = await import("#app/people/read-people-tasks.server.ts");
  type Filter = typeof EVERYBODY;
  const about = { db, shopId };
  const note = () => notePeopleRead({ ...about, actor: "staff:1", now: new Date() });
  const list = (filter: Partial<Filter>, after: string | null) =>
    listPeople({ ...about, filter: { ...EVERYBODY, ...filter }, after, before: null });
  return {
    open: async (filter: Partial<Filter>, after: string | null) => {
      await note();
      const [page] = await Promise.all([
        list(filter, after),
        countPeople(about),
        readFollowerNumbers(about),
        listTagNames(about),
        readPeopleTasks({ ...about, now: new Date() }),
      ]);
      return page;
    },
    search: async (search: string, after: string | null) => {
      await note();
      return list({ search }, after);
    },
    tags: await listTagNames(about),
  };
}

/** Each filter, its first pages and one from the middle of the list. */
async function measureList(seeded: SeededPeople): Promise<number> {
  const { open, tags } = await opener(seeded);
  const filters: Parameters<typeof open>[0][] = [
    {},
    { link: "linked" },
    { link: "unlinked" },
    { follow: "blocked" },
    { follow: "none" },
    { source: "import" },
    { link: "linked", source: "login" },
    ...tags.map(({ id }) => ({ tagId: id })),
  ];
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const filter of filters) {
      const middle = new Date(Date.now() - round * 10_000 * 60_000).toISOString();
      let after: string | null = `${middle}_ffffffff-ffff-ffff-ffff-ffffffffffff`;
      for (let page = 0; page < 3 && after; page++) {
        const begun = performance.now();
        ({ after } = await open(filter, after));
        took.push(performance.now() - begun);
      }
    }
  }
  return round1(percentile(took, 0.95));
}

async function measureSearch(seeded: SeededPeople): Promise<number> {
  const { search } = await opener(seeded);
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const words of SEARCHES) {
      let after: string | null = null;
      for (let page = 0; page < 2 && (page === 0 || after); page++) {
        const begun = performance.now();
        ({ after } = await search(words, after));
        took.push(performance.now() - begun);
      }
    }
  }
  return round1(percentile(took, 0.95));
}

async function measurePerson({ shopId }: SeededPeople): Promise<number> {
  const { db, pool } = await import("#app/platform/database.server.ts");
  const { notePersonRead } = await import("#app/people/note-people-read.server.ts");
  const { readPerson } = await import("#app/people/read-person.server.ts");
  const { rows } = await pool.query<{ id: string }>(
    "SELECT id FROM person WHERE shop_id = $1 ORDER BY md5(id::text) LIMIT 400",
    [shopId],
  );
  const took: number[] = [];
  for (const { id } of rows) {
    const begun = performance.now();
    await readPerson({ db, shopId, id });
    await notePersonRead({ db, shopId, subject: id, actor: "staff:1", now: new Date() });
    took.push(performance.now() - begun);
  }
  return round1(percentile(took, 0.95));
}

function round1(ms: number): number {
  return Math.round(ms * 10) / 10;
}

/** What a bench tells: rows for people, and one object for machines. */
export type BenchReport = {
  rows: Record<string, string | number>[];
  line: { name: string; size: Record<string, number> } & Record<string, unknown>;
};

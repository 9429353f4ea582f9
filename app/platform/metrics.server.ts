import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type pg from "pg";

// What the operator's `/metrics` tells, by Prometheus' library; README.md, "Operating", says what to watch. Labels have a
// handful of values each, all of them words of our own or of LINE's reference: shops, friends and ids are in the logs,
// never here, since every value of a label is a series that is kept for weeks.

const registry = new Registry();
const about = (name: string, help: string) => ({
  name: `musubi_${name}`,
  help,
  registers: [registry],
});

const intakeRequests = new Counter({
  ...about("intake_requests_total", "Webhook requests, by door and by what was answered"),
  labelNames: ["door", "outcome"],
});
const intakeEvents = new Counter({
  ...about("intake_events_total", "Webhook events committed, duplicates included"),
  labelNames: ["source"],
});
const commitEvents = new Histogram({
  ...about("intake_commit_events", "Events that shared one commit"),
  buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500],
});
const commitSeconds = new Histogram({
  ...about("intake_commit_seconds", "How long one commit of events took"),
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
});
const workedEvents = new Counter({
  ...about("worked_events_total", "Webhook events worked on, by what came of it"),
  labelNames: ["source", "topic", "outcome"],
});
const eventAge = new Histogram({
  ...about("worked_event_age_seconds", "From receiving an event to having worked on it"),
  labelNames: ["source"],
  buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 30, 60, 300, 1_800, 7_200],
});
const sends = new Counter({
  ...about("sends_total", "What became of sends each time one left a worker's hand"),
  labelNames: ["kind", "state", "reason"],
});
const lag = new Histogram({
  ...about(
    "send_lag_seconds",
    "From when a send was due, or its last hold ended, to LINE's acceptance",
  ),
  labelNames: ["kind"],
  buckets: [0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3_600, 14_400, 43_200, 86_400],
});
const lineRequests = new Histogram({
  ...about("line_request_seconds", "Requests to LINE, by endpoint and status"),
  labelNames: ["endpoint", "status"],
  buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
});
const shopifyRequests = new Counter({
  ...about("shopify_requests_total", "Requests to Shopify's Admin API, by what came of them"),
  labelNames: ["outcome"],
});

const correctedCustomers = new Counter(
  about("customers_corrected_total", "Mirrored customers that a sweep found to be otherwise"),
);

/** `outcome`: `stored`, `failed`, `overloaded`, or the code of the refusal. */
export function countIntakeRequest(door: "line" | "shopify", outcome: string): void {
  intakeRequests.inc({ door, outcome });
}

export function countCommit(events: { source: "line" | "shopify" }[], ms: number): void {
  commitEvents.observe(events.length);
  commitSeconds.observe(ms / 1_000);
  const fromLine = events.filter(({ source }) => source === "line").length;
  if (fromLine > 0) intakeEvents.inc({ source: "line" }, fromLine);
  if (fromLine < events.length) intakeEvents.inc({ source: "shopify" }, events.length - fromLine);
}

/** A topic that nobody handles has a name of the sender's choosing. */
const UNHANDLED = new Set(["unknown_topic", "ignored", "empty"]);

/** `outcome`: what the handler returned; `failed` or `set_aside` when it threw. `ageMs` since it was received. */
export type WorkedEvent = { source: string; topic: string; outcome: string; ageMs: number };

/** To be called once what was done is committed. */
export function countWorkedEvent(event: WorkedEvent): void {
  const { source, outcome, ageMs } = event;
  workedEvents.inc({ source, topic: UNHANDLED.has(outcome) ? "other" : event.topic, outcome });
  eventAge.observe({ source }, Math.max(0, ageMs) / 1_000);
}

/** `lagMs` from when it was to be taken up to when it was accepted. */
export function countSend(send: {
  kind: string;
  state: string;
  reason: string | null;
  lagMs: number;
}): void {
  const { kind, state, reason, lagMs } = send;
  sends.inc({ kind, state, reason: reason ?? "" });
  if (state === "accepted") lag.observe({ kind }, Math.max(0, lagMs) / 1_000);
}

/** `endpoint` as LINE's reference writes it, without ids; `status` a number, `time_out` or `no_connection`. */
export function countLineRequest(endpoint: string, status: number | string, ms: number): void {
  lineRequests.observe({ endpoint, status }, ms / 1_000);
}

/** `outcome`: `ok`, `throttled`, or `error`. */
export function countShopifyRequest(outcome: "ok" | "throttled" | "error"): void {
  shopifyRequests.inc({ outcome });
}

export function countCorrectedCustomers(count: number): void {
  correctedCustomers.inc(count);
}

/** What is read from the database when the operator asks: rows of one gauge. */
export type GaugeReading = {
  name: string;
  help: string;
  values: { labels: Record<string, string>; value: number }[];
};

/**
 * Prepares the page of a process: its own numbers, the pool's, and what `read` finds in the database each time.
 *
 * @returns the text in Prometheus' format; without the database's numbers when it does not answer
 */
export function createMetricsPage(options: {
  pool: pg.Pool;
  read: () => Promise<GaugeReading[]>;
  onError: (error: unknown) => void;
}): () => Promise<{ contentType: string; text: string }> {
  const { pool, read, onError } = options;
  registry.removeSingleMetric("musubi_database_connections");
  if (!registry.getSingleMetric("process_cpu_seconds_total"))
    collectDefaultMetrics({ register: registry });
  new Gauge({
    ...about("database_connections", "The process's database connections; waiting: for one"),
    labelNames: ["state"],
    collect() {
      this.set({ state: "total" }, pool.totalCount);
      this.set({ state: "idle" }, pool.idleCount);
      this.set({ state: "waiting" }, pool.waitingCount);
    },
  });
  return async () => {
    // A registry of this page's own: a value that is no longer found must not stay.
    const found = new Registry();
    const readings = await read().catch((error: unknown) => {
      onError(error);
      return [];
    });
    const up = { ...about("database_up", "Whether the database answered"), registers: [found] };
    new Gauge(up).set(readings.length > 0 ? 1 : 0);
    for (const { name, help, values } of readings) {
      const gauge = new Gauge({
        ...about(name, help),
        registers: [found],
        labelNames: Object.keys(values[0]?.labels ?? {}),
      });
      for (const { labels, value } of values) gauge.set(labels, value);
    }
    const text = `${await registry.metrics()}\n${await found.metrics()}`;
    return { contentType: registry.contentType, text };
  };
}

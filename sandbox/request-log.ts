/** One HTTP request between the product, LINE and Shopify, as the desk shows it. Bodies and secrets are not kept. */
export type LoggedRequest = {
  id: number;
  /** Real time, epoch milliseconds. */
  at: number;
  from: "app" | "line" | "shopify" | "browser";
  to: "app" | "line" | "shopify";
  method: string;
  /** Path without the query: queries carry codes and tokens. */
  path: string;
  /** HTTP status; 0 when no answer came (time-out, connection cut). */
  status: number;
  ms: number;
  /** What is worth knowing at a glance: the webhook topic, the refusal, the fault that was injected. */
  note?: string;
};

export type RequestLog = {
  add(entry: Omit<LoggedRequest, "id">): LoggedRequest;
  /** The entries after `afterId`, oldest first. */
  list(afterId?: number): LoggedRequest[];
  clear(): void;
};

/** Keeps the last `size` requests in memory. */
export function createRequestLog(size = 2_000): RequestLog {
  let entries: LoggedRequest[] = [];
  let nextId = 1;
  return {
    add(entry) {
      const logged = { ...entry, id: nextId++ };
      entries.push(logged);
      if (entries.length > size * 2) entries = entries.slice(-size);
      return logged;
    },
    list: (afterId = 0) => entries.slice(-size).filter((entry) => entry.id > afterId),
    clear() {
      entries = [];
    },
  };
}

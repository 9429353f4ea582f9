import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { answerBench } from "./talk.ts";

// LINE's place where only speed is asked: every token and every push is answered at once, and nothing is looked at.
// What a push says is checked in a round of its own, by the strict stand-in.

/** What came in since it was last asked to forget. Times are milliseconds since 1970, with fractions. */
export type Arrivals = { pushes: number; firstAt: number | null; lastAt: number | null };
/** To whom, and when. */
export type Arrival = [lineUserId: string, at: number];

/** The bytes of `{"to":"`, which every push of the product begins with; a user id has 33. */
const ID_AT = 7;
const ID_LENGTH = 33;

const TOKEN = JSON.stringify({
  token_type: "Bearer",
  access_token: "a-token-of-the-bench",
  expires_in: 900,
});
const ANSWERS: Record<string, string> = {
  "/oauth2/v3/token": TOKEN,
  "/v2/bot/message/push": JSON.stringify({ sentMessages: [{ id: "461230966842064897" }] }),
  "/v2/bot/message/quota": JSON.stringify({ type: "none" }),
  "/v2/bot/message/quota/consumption": JSON.stringify({ totalUsage: 0 }),
};

let arrivals: Arrivals = { pushes: 0, firstAt: null, lastAt: null };
let each: Arrival[] | null = null;
let requests = 0;

const now = () => performance.timeOrigin + performance.now();

function note(first: Buffer | undefined): void {
  const at = now();
  arrivals.pushes += 1;
  arrivals.firstAt ??= at;
  arrivals.lastAt = at;
  each?.push([first?.toString("latin1", ID_AT, ID_AT + ID_LENGTH) ?? "", at]);
}

const server = createServer((request, response) => {
  let first: Buffer | undefined;
  request.on("data", (chunk: Buffer) => void (first ??= chunk));
  request.on("end", () => {
    if (request.url === "/v2/bot/message/push") note(first);
    const answer = ANSWERS[request.url ?? ""];
    response.writeHead(answer ? 200 : 404, {
      "content-type": "application/json",
      "x-line-request-id": `bench-${(requests += 1)}`,
    });
    response.end(answer ?? '{"message":"Not found"}');
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", 2_048, () => {
  const { port } = server.address() as AddressInfo;
  answerBench(
    { url: `http://127.0.0.1:${port}` },
    {
      /** Forgets, and from here on also keeps each arrival when asked to. */
      forget: (options: { keepEach: boolean }) => {
        arrivals = { pushes: 0, firstAt: null, lastAt: null };
        each = options.keepEach ? [] : null;
      },
      arrivals: () => arrivals,
      each: () => each ?? [],
    },
  );
});

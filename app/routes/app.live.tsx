import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { liveHub } from "#app/inbox/live-hub.server.ts";
import { now, realTime } from "#app/platform/clock.server.ts";
import { db, pool } from "#app/platform/database.server.ts";
import { readLivePosition } from "#app/platform/live-changes.server.ts";
import type { loadContext } from "#app/platform/live-connection.server.ts";
import { fieldOf, readForm } from "#app/platform/read-form.server.ts";
import { authenticateStaff } from "#app/shops/authenticate-staff.server.ts";
import { bearerToken } from "#app/shopify/verify-session-token.server.ts";
import { notePresence } from "#app/staff/note-presence.server.ts";
import { noteStaff } from "#app/staff/note-staff.server.ts";
import { presenceReport } from "#app/staff/presence.ts";

/** As long as a process may take to end. */
const RETRY_AFTER_SECONDS = 10;

/**
 * The stream of what changes in the shop, for one open window, which fetches it with its session token (EventSource
 * cannot send one). To anybody who does not ask for a stream of events: only where we are now.
 */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, staff } = await authenticateStaff(request);
  const { headers } = request;
  if (request.method !== "GET" || !headers.get("accept")?.startsWith("text/event-stream")) {
    return Response.json({ position: await readLivePosition(pool) });
  }
  await noteStaff({
    db,
    shop,
    shopifyUserId: staff.id,
    sessionToken: bearerToken(request) ?? "",
    now: now(),
  });
  const { connection } = context as Partial<ReturnType<typeof loadContext>>;
  const opened = liveHub.open({
    shopId: shop.id,
    since: headers.get("last-event-id"),
    connection,
    signal: request.signal,
  });
  if (opened.outcome !== "open") {
    const retry = { "retry-after": String(RETRY_AFTER_SECONDS) };
    return new Response(null, { status: 503, headers: retry });
  }
  return new Response(opened.stream, {
    headers: {
      "content-type": "text/event-stream",
      // Transformed, that is compressed, it would wait in a buffer whose size nobody knows.
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

/** A window tells which talk is open in it, and whether its person is writing; without a friend, that it leaves. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, staff } = await authenticateStaff(request);
  const form = await readForm(request);
  const report = presenceReport.safeParse({
    windowId: fieldOf(form, "windowId"),
    friendId: fieldOf(form, "friendId") || null,
    isTyping: fieldOf(form, "isTyping") === "true",
  });
  if (!report.success) return refused("unknown_friend");
  const { outcome } = await notePresence({
    db,
    shopId: shop.id,
    shopifyUserId: staff.id,
    report: report.data,
    realTime: realTime(),
  });
  return outcome === "noted" ? Response.json({ ok: true }) : refused(outcome);
}

function refused(error: "unknown_staff" | "unknown_friend") {
  return Response.json({ ok: false, error }, { status: 422 });
}

import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { answerDataRequest } from "#app/customers/answer-data-request.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { authenticateStaff } from "#app/shops/authenticate-staff.server.ts";

/** The file for a customer who asked what is held about them. By POST, since it is noted who took it. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const { shop, staff } = await authenticateStaff(request);
  const dataRequestId = z.uuid().safeParse(params.id);
  const answer = dataRequestId.success
    ? await answerDataRequest({
        db,
        shopId: shop.id,
        dataRequestId: dataRequestId.data,
        actor: `staff:${staff.id}`,
        now: now(),
      })
    : { outcome: "unknown_request" as const };
  if (answer.outcome === "unknown_request") return new Response(null, { status: 404 });
  return new Response(answer.file, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="${answer.fileName}"`,
      "Cache-Control": "no-store",
    },
  });
}

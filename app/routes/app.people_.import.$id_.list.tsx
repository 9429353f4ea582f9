import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { notTakenFile } from "#app/imports/not-taken-file.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { authenticateStaff } from "#app/shops/authenticate-staff.server.ts";

/** The rows that were not taken. By POST, since it is noted who took them. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const { shop, staff, locale } = await authenticateStaff(request);
  const importId = z.uuid().safeParse(params.id);
  const file =
    importId.success &&
    (await notTakenFile({
      db,
      shopId: shop.id,
      importId: importId.data,
      locale,
      actor: `staff:${staff.id}`,
      now: now(),
    }));
  if (!file) return new Response(null, { status: 404 });
  return new Response(file, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="musubi-not-linked.csv"',
      "Cache-Control": "no-store",
    },
  });
}

import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { exportPeople } from "#app/people/export-people.server.ts";
import { notePeopleExported } from "#app/people/note-people-read.server.ts";
import { readPeopleFilter } from "#app/people/read-people-filter.server.ts";
import { MAX_CHOSEN } from "#app/people/people-task.ts";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { toLocale } from "#app/platform/i18n.ts";
import { fieldOf, readForm } from "#app/platform/read-form.server.ts";
import { authenticateStaff } from "#app/shops/authenticate-staff.server.ts";

const chosen = z.array(z.uuid()).min(1).max(MAX_CHOSEN);

/** People as a CSV file. By POST, since it is noted who took it, and since names that are searched for stand in no address. */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const { shop, staff } = await authenticateStaff(request);
  const form = await readForm(request);
  const ids = fieldOf(form, "personIds");
  const personIds = ids ? chosen.safeParse(ids.split(",")) : null;
  if (personIds && !personIds.success) return new Response(null, { status: 400 });
  const filter = readPeopleFilter((name) => fieldOf(form, name), fieldOf(form, "q"));
  const at = { db, shopId: shop.id, now: now() };
  await notePeopleExported({ ...at, actor: `staff:${staff.id}` });
  const file = exportPeople({
    db,
    shop,
    to: personIds ? { personIds: personIds.data } : { filter },
    locale: toLocale(fieldOf(form, "locale")),
  });
  const day = at.now.toLocaleDateString("sv-SE", { timeZone: shop.timeZone });
  return new Response(file, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="people-${day}.csv"`,
      "Cache-Control": "no-store",
    },
  });
}

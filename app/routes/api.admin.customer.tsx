import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { inviteToLink } from "#app/linking/invite-to-link.server.ts";
import { listPeople } from "#app/people/list-people.server.ts";
import { notePeopleRead } from "#app/people/note-people-read.server.ts";
import { EVERYBODY, MAX_SEARCH } from "#app/people/people-filter.ts";
import { readAdminCustomer } from "#app/people/read-admin-customer.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { fieldOf, readForm } from "#app/platform/read-form.server.ts";
import { authenticateExtensionStaff } from "#app/shops/authenticate-extension-staff.server.ts";
import { answerExtension, answerPreflight } from "#app/shops/extension-answer.server.ts";

/** As many as can be told apart in a small window; who is not among them is looked for by more words. */
const MOST_FOUND = 8;

/** What our block and action on a customer's page in Shopify's admin show. */
export async function loader({ request }: LoaderFunctionArgs) {
  const preflight = answerPreflight(request);
  if (preflight) return preflight;
  const { shop, staff } = await authenticateExtensionStaff({ db, request });
  const customerGid = new URL(request.url).searchParams.get("id") ?? "";
  const actor = `staff:${staff.id}`;
  const about = { db, shopId: shop.id, customerGid, actor, now: now() };
  return answerExtension({ ...(await readAdminCustomer(about)), timeZone: shop.timeZone });
}

/** Looks for a friend who is not linked, or asks one to link. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, staff } = await authenticateExtensionStaff({ db, request });
  const form = await readForm(request);
  const by = { db, shopId: shop.id, actor: `staff:${staff.id}`, now: now() };
  switch (fieldOf(form, "intent")) {
    // Posted, so that the name looked for stands in no address.
    case "search": {
      await notePeopleRead(by);
      const search = fieldOf(form, "q").slice(0, MAX_SEARCH);
      const filter = { ...EVERYBODY, link: "unlinked", follow: "following", search } as const;
      const { people } = await listPeople({ ...by, filter, after: null, before: null });
      const friends = people.slice(0, MOST_FOUND).map(({ id, friend, since }) => ({
        id,
        name: friend?.name ?? null,
        since,
      }));
      return answerExtension({ friends, timeZone: shop.timeZone });
    }
    case "invite": {
      const invited = await inviteToLink({ ...by, friendIds: [fieldOf(form, "friendId")] });
      return invited.outcome === "invited"
        ? answerExtension({ ok: true })
        : answerExtension({ ok: false, error: invited.reason }, 422);
    }
    default:
      return answerExtension({ ok: false, error: "intent" }, 400);
  }
}

import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { type ShouldRevalidateFunction, useLoaderData } from "@remix-run/react";
import { Card, EmptyState, Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { PersonPage } from "#app/people/components/person-page.tsx";
import { findPerson } from "#app/people/find-person.server.ts";
import { handlePerson } from "#app/people/handle-person.server.ts";
import { listPeople } from "#app/people/list-people.server.ts";
import { notePeopleRead, notePersonRead } from "#app/people/note-people-read.server.ts";
import { EVERYBODY, MAX_SEARCH } from "#app/people/people-filter.ts";
import { readPerson } from "#app/people/read-person.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { fieldOf, readForm } from "#app/platform/read-form.server.ts";
import { authenticateStaff } from "#app/shops/authenticate-staff.server.ts";
import emptyPicture from "#app/ui/empty-picture.svg?url";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("people");

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, staff } = await authenticateStaff(request);
  const at = { db, shopId: shop.id, now: now() };
  const person = await readPerson({ ...at, id: params.id ?? "" });
  if (!person) return data({ person: null }, { status: 404 });
  await notePersonRead({ ...at, subject: person.id, actor: `staff:${staff.id}` });
  return data({ person });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, staff } = await authenticateStaff(request);
  const form = await readForm(request);
  const get = (name: string) => fieldOf(form, name);
  const by = { db, shopId: shop.id, actor: `staff:${staff.id}`, now: now() };
  const person = await findPerson({ ...by, id: params.id ?? "" });
  if (!person) return data({ ok: false as const, error: "unknown_person" }, { status: 404 });
  // Posted, so that the names looked for stand in no address.
  if (get("intent") === "find") {
    await notePeopleRead(by);
    const { people } = await listPeople({
      ...by,
      // Whoever is to be found is what this person is not.
      filter: {
        ...EVERYBODY,
        link: "unlinked",
        ...(person.friendId ? { follow: "none" } : { isFriend: true }),
        search: get("q").slice(0, MAX_SEARCH),
      },
      after: null,
      before: null,
    });
    return data({ ok: true as const, found: people });
  }
  const done = await handlePerson({ ...by, person, intent: get("intent"), get });
  if (done === "unknown_intent") return data({ ok: false as const, error: done }, { status: 400 });
  return done === null
    ? data({ ok: true as const, found: null })
    : data({ ok: false as const, error: done }, { status: 422 });
}

/** A search changes nothing. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formData, defaultShouldRevalidate }) =>
  defaultShouldRevalidate && formData?.get("intent") !== "find";

export default function PersonRoute() {
  const { person } = useLoaderData<typeof loader>();
  return person ? <PersonPage key={person.id} person={person} /> : <NobodyHere />;
}

function NobodyHere() {
  const { t } = useTranslation("people");
  return (
    <Page
      narrowWidth
      title={t("person.missing.title")}
      backAction={{ content: t("title"), url: "/app/people" }}
    >
      <Card>
        <EmptyState
          heading={t("person.missing.title")}
          image={emptyPicture}
          action={{ content: t("title"), url: "/app/people" }}
        >
          <p>{t("person.missing.body")}</p>
        </EmptyState>
      </Card>
    </Page>
  );
}

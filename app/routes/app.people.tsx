import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { type ShouldRevalidateFunction, useLoaderData, useRevalidator } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, Page, SkeletonBodyText, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { SyncState } from "#app/customers/components/sync-state.tsx";
import { readCustomerSync } from "#app/customers/read-customer-sync.server.ts";
import { requestCustomerSync } from "#app/customers/request-customer-sync.server.ts";
import { beginFollowerImport } from "#app/friends/begin-follower-import.server.ts";
import { FollowerImportCard } from "#app/friends/components/follower-import.tsx";
import { listTagNames } from "#app/friends/list-tag-names.server.ts";
import { readFollowerImport } from "#app/friends/read-follower-import.server.ts";
import { readFollowerNumbers } from "#app/friends/read-follower-numbers.server.ts";
import { countPeople } from "#app/linking/count-people.server.ts";
import { themeEditorUrls } from "#app/linking/theme-editor-urls.server.ts";
import { PeopleCard } from "#app/people/components/people-card.tsx";
import { PeopleCountsCard } from "#app/people/components/people-counts.tsx";
import { listPeople } from "#app/people/list-people.server.ts";
import { notePeopleRead } from "#app/people/note-people-read.server.ts";
import { readPeopleFilter } from "#app/people/read-people-filter.server.ts";
import { readPeopleTasks } from "#app/people/read-people-tasks.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { fieldOf, readForm } from "#app/platform/read-form.server.ts";
import { authenticateStaff } from "#app/shops/authenticate-staff.server.ts";
import { Deferred } from "#app/ui/deferred.tsx";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("people");

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, staff } = await authenticateStaff(request);
  const query = new URL(request.url).searchParams;
  const about = { db, shopId: shop.id };
  const at = { ...about, now: now() };
  await notePeopleRead({ ...at, actor: `staff:${staff.id}` });
  const list = listPeople({
    ...about,
    filter: readPeopleFilter((name) => query.get(name)),
    after: query.get("after"),
    before: query.get("before"),
  });
  return {
    // Not awaited: the page is drawn at once, and the people follow.
    panels: Promise.all([
      list,
      countPeople(about),
      readFollowerNumbers(about),
      listTagNames(about),
      readPeopleTasks(at),
      readCustomerSync(about),
      readFollowerImport(about),
    ]),
    editor: themeEditorUrls(),
  };
}

/** A search, posted so that the names looked for stand in no address; and the wish to read all customers, or LINE's followers, anew. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, staff } = await authenticateStaff(request);
  const form = await readForm(request);
  const get = (name: string) => fieldOf(form, name);
  const about = { db, shopId: shop.id };
  const asked = { ...about, actor: `staff:${staff.id}`, now: now() };
  if (get("intent") === "read_customers") {
    await requestCustomerSync(asked);
    return data({ found: null });
  }
  if (get("intent") === "import_followers") {
    const { outcome } = await beginFollowerImport(asked);
    return outcome === "not_connected"
      ? data({ found: null, error: outcome }, { status: 422 })
      : data({ found: null });
  }
  if (get("intent") !== "search") return data({ found: null }, { status: 400 });
  await notePeopleRead(asked);
  const found = await listPeople({
    ...about,
    filter: readPeopleFilter(get, get("q")),
    after: get("after"),
    before: get("before"),
  });
  return data({ found });
}

/** A search changes nothing, nor does counting. */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  formData,
  defaultShouldRevalidate,
}) => {
  const intent = formData?.get("intent");
  return defaultShouldRevalidate && intent !== "search" && intent !== "count";
};

export default function People() {
  const { t } = useTranslation("people");
  const { panels, editor } = useLoaderData<typeof loader>();
  return (
    <Page
      fullWidth
      title={t("title")}
      subtitle={t("subtitle")}
      secondaryActions={[
        { content: t("tags.open"), url: "/app/people/tags" },
        { content: t("linking:funnel.open"), url: "/app/people/funnel" },
        { content: t("imports:open"), url: "/app/people/import" },
        { content: t("settings"), url: "/app/settings/linking" },
      ]}
    >
      <Deferred value={panels} fallback={<Loading />} failed={<Failed />}>
        {([list, counts, line, tags, tasks, sync, followers]) => (
          <BlockStack gap="400">
            <PeopleCountsCard counts={counts} line={line} />
            <SyncState sync={sync} />
            <PeopleCard list={list} tags={tags} tasks={tasks} editor={editor} />
            <FollowerImportCard followers={followers} />
          </BlockStack>
        )}
      </Deferred>
    </Page>
  );
}

function Loading() {
  const { t } = useTranslation("people");
  return (
    <BlockStack gap="400">
      <Text as="p" visuallyHidden>
        {t("list.loading")}
      </Text>
      <PeopleCountsCard counts={null} line={null} />
      <Card>
        <SkeletonBodyText lines={10} />
      </Card>
    </BlockStack>
  );
}

function Failed() {
  const { t } = useTranslation("people");
  const { revalidate } = useRevalidator();
  return (
    <Banner tone="critical" title={t("failed.title")}>
      <BlockStack gap="300" inlineAlign="start">
        <Text as="p">{t("failed.body")}</Text>
        <Button onClick={() => void revalidate()}>{t("failed.retry")}</Button>
      </BlockStack>
    </Banner>
  );
}

import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { type ShouldRevalidateFunction, useLoaderData, useRevalidator } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, Page, SkeletonBodyText, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { PeopleCard } from "#app/linking/components/people-card.tsx";
import { PeopleCountsCard } from "#app/linking/components/people-counts.tsx";
import { countPeople } from "#app/linking/count-people.server.ts";
import { listLinkedPeople } from "#app/linking/linked-people.server.ts";
import { notePeopleRead } from "#app/linking/note-people-read.server.ts";
import { themeEditorUrls } from "#app/linking/theme-editor-urls.server.ts";
import { unlinkFriend } from "#app/linking/unlink-friend.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { fieldOf, readForm } from "#app/platform/read-form.server.ts";
import { authenticateStaff } from "#app/shops/authenticate-staff.server.ts";
import { Deferred } from "#app/ui/deferred.tsx";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("people");

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, staff } = await authenticateStaff(request);
  const shopId = shop.id;
  const query = new URL(request.url).searchParams;
  await notePeopleRead({ db, shopId, actor: `staff:${staff.id}`, now: now() });
  const at = { after: query.get("after"), before: query.get("before") };
  const list = listLinkedPeople({ db, shopId, search: "", ...at });
  // Not awaited: the page is drawn at once, and the people follow.
  return { panels: Promise.all([list, countPeople({ db, shopId })]), editor: themeEditorUrls() };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, staff } = await authenticateStaff(request);
  const form = await readForm(request);
  const by = { db, shopId: shop.id, actor: `staff:${staff.id}`, now: now() };
  switch (fieldOf(form, "intent")) {
    // Posted, so that the names looked for stand in no address.
    case "search": {
      await notePeopleRead(by);
      const found = await listLinkedPeople({
        ...by,
        search: fieldOf(form, "q"),
        after: fieldOf(form, "after"),
        before: fieldOf(form, "before"),
      });
      return data({ found });
    }
    case "unlink": {
      const linkId = z.uuid().safeParse(fieldOf(form, "linkId"));
      const { outcome } = linkId.success
        ? await unlinkFriend({ ...by, linkId: linkId.data })
        : { outcome: "unknown_link" };
      if (outcome === "unlinked") return data({ ok: true });
      return data({ ok: false, errors: { linkId: "unknown_link" } }, { status: 422 });
    }
    default:
      return data({ ok: false, errors: {} }, { status: 400 });
  }
}

/** A search changes nothing. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formData, defaultShouldRevalidate }) =>
  defaultShouldRevalidate && formData?.get("intent") !== "search";

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
        { content: t("settings"), url: "/app/settings/linking" },
      ]}
    >
      <Deferred value={panels} fallback={<Loading />} failed={<Failed />}>
        {([list, counts]) => (
          <BlockStack gap="400">
            <PeopleCountsCard counts={counts} />
            <PeopleCard list={list} editor={editor} />
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
      <PeopleCountsCard counts={null} />
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

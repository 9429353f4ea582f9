import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { TagList } from "#app/friends/components/tag-list.tsx";
import { createTag } from "#app/friends/create-tag.server.ts";
import { deleteTag } from "#app/friends/delete-tag.server.ts";
import { listTags } from "#app/friends/list-tags.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { fieldOf, readForm } from "#app/platform/read-form.server.ts";
import { authenticateStaff } from "#app/shops/authenticate-staff.server.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("people", "tags.title");

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateStaff(request);
  return { tags: await listTags({ db, shopId: shop.id }) };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateStaff(request);
  const form = await readForm(request);
  switch (fieldOf(form, "intent")) {
    case "create": {
      const created = await createTag({
        db,
        shopId: shop.id,
        name: fieldOf(form, "name"),
        now: now(),
      });
      return created.outcome === "created"
        ? data({ ok: true })
        : data({ ok: false, errors: { name: created.reason } }, { status: 422 });
    }
    case "delete": {
      const tagId = z.uuid().safeParse(fieldOf(form, "tagId"));
      const { outcome } = tagId.success
        ? await deleteTag({ db, shopId: shop.id, tagId: tagId.data })
        : { outcome: "unknown_tag" };
      return outcome === "deleted"
        ? data({ ok: true })
        : data({ ok: false, errors: { tagId: "unknown_tag" } }, { status: 422 });
    }
    default:
      return data({ ok: false, errors: {} }, { status: 400 });
  }
}

export default function Tags() {
  const { t } = useTranslation("people");
  const { tags } = useLoaderData<typeof loader>();
  return (
    <Page
      title={t("tags.title")}
      subtitle={t("tags.subtitle")}
      backAction={{ content: t("title"), url: "/app/people" }}
    >
      <TagList tags={tags} />
    </Page>
  );
}

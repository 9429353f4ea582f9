import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Page } from "@shopify/polaris";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { createTag } from "#app/friends/create-tag.server.ts";
import { now, realTime } from "#app/platform/clock.server.ts";
import { db, pool } from "#app/platform/database.server.ts";
import { toLocale } from "#app/platform/i18n.ts";
import { parseJson } from "#app/platform/parse-json.ts";
import { fieldOf, readForm } from "#app/platform/read-form.server.ts";
import { RecoveryEditor } from "#app/recovery/components/recovery-editor.tsx";
import { readRecovery } from "#app/recovery/read-recovery.server.ts";
import { readSamples } from "#app/recovery/read-samples.server.ts";
import { saveRecovery } from "#app/recovery/save-recovery.server.ts";
import { sendRecoveryTest } from "#app/recovery/send-recovery-test.server.ts";
import { authenticateStaff } from "#app/shops/authenticate-staff.server.ts";
import lineTalkStyles from "#app/ui/line-talk/line-talk.css?url";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("recovery");

export const links = () => [{ rel: "stylesheet", href: lineTalkStyles }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateStaff(request);
  const { id: shopId, name, domain, currency, timeZone, storefrontUrl } = shop;
  const locale = toLocale(shop.locale);
  return {
    page: await readRecovery({ db, shopId, locale }),
    shop: { name, currency, timeZone, locale, storeUrl: storefrontUrl ?? `https://${domain}` },
    at: now().getTime(),
    // Shopify is not waited for: the preview fills when it has answered.
    products: readSamples({ shopDomain: domain }),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, staff } = await authenticateStaff(request);
  const shopId = shop.id;
  const form = await readForm(request);
  switch (fieldOf(form, "intent")) {
    case "save": {
      const saved = await saveRecovery({
        db,
        shopId,
        form: parseJson(fieldOf(form, "form")),
        actor: `staff:${staff.id}`,
        now: now(),
      });
      return saved.outcome === "saved"
        ? data({ ok: true })
        : data({ ok: false, errors: saved.errors }, { status: 422 });
    }
    case "create-tag": {
      const created = await createTag({ db, shopId, name: fieldOf(form, "name"), now: now() });
      return created.outcome === "created"
        ? data({ ok: true, tagId: created.tagId })
        : data({ ok: false, errors: { name: created.reason } }, { status: 422 });
    }
    case "test": {
      const test = await sendRecoveryTest({
        db,
        pool,
        shop,
        content: parseJson(fieldOf(form, "content")),
        products: await readSamples({ shopDomain: shop.domain }),
        now: now(),
        realNow: realTime(),
      });
      return test.outcome === "rejected"
        ? data({ test: test.outcome, reason: test.reason, message: test.message })
        : data({ test: test.outcome });
    }
    default:
      return data({ ok: false, errors: {} }, { status: 400 });
  }
}

export default function RecoveryPage() {
  const { t } = useTranslation("recovery");
  const { page, shop, at, products } = useLoaderData<typeof loader>();
  const setting = useMemo(() => {
    const { name, pictureUrl } = page.channel ?? { name: null, pictureUrl: null };
    return {
      shop,
      products,
      at,
      bot: { name: name ?? shop.name, pictureUrl: pictureUrl ?? undefined },
    };
  }, [page.channel, shop, products, at]);
  return (
    <Page title={t("title")} subtitle={t("subtitle")}>
      <RecoveryEditor page={page} setting={setting} />
    </Page>
  );
}

import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card, EmptyState, Page } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { noteSendRead } from "#app/messages/note-send-read.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { HandleSends, type HandlingPlan } from "#app/recovery/components/handle-sends.tsx";
import { SendAttempts } from "#app/recovery/components/send-attempts.tsx";
import { SendFacts } from "#app/recovery/components/send-facts.tsx";
import { SendHistory } from "#app/recovery/components/send-history.tsx";
import { useSendLabels } from "#app/recovery/components/send-labels.ts";
import { readSend, type ShownSend } from "#app/recovery/read-send.server.ts";
import { authenticateStaff } from "#app/shops/authenticate-staff.server.ts";
import emptyPicture from "#app/ui/empty-picture.svg?url";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("sends", "one.facts");

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, staff } = await authenticateStaff(request);
  const sendId = z.uuid().safeParse(params.id);
  const at = { db, shopId: shop.id, now: now() };
  const send = sendId.success ? await readSend({ ...at, sendId: sendId.data }) : null;
  if (!send) return data({ send: null }, { status: 404 });
  await noteSendRead({ ...at, sendId: send.id, actor: `staff:${staff.id}` });
  return data({ send });
}

export default function SendPage() {
  const { send } = useLoaderData<typeof loader>();
  return send ? <OneSend send={send} /> : <NoSuchSend />;
}

function NoSuchSend() {
  const { t } = useTranslation("sends");
  return (
    <Page
      narrowWidth
      title={t("one.facts")}
      backAction={{ content: t("title"), url: "/app/sends" }}
    >
      <Card>
        <EmptyState
          heading={t("one.missing.title")}
          image={emptyPicture}
          action={{ content: t("title"), url: "/app/sends" }}
        >
          <p>{t("one.missing.body")}</p>
        </EmptyState>
      </Card>
    </Page>
  );
}

function OneSend({ send }: { send: ShownSend }) {
  const { t } = useTranslation("sends");
  const labels = useSendLabels();
  const [plan, setPlan] = useState<HandlingPlan | null>(null);
  const isUnknown = send.state === "unknown" || send.reason === "dropped_unknown";
  const [first, ...rest] = send.may.map((how) => ({
    content: t(`${how}.${isUnknown ? "unknown" : "held"}.button`),
    onAction: () => setPlan({ how, sendIds: [send.id], isUnknown }),
  }));
  return (
    <Page
      narrowWidth
      title={t("one.title", { name: labels.person(send) })}
      backAction={{ content: t("title"), url: "/app/sends" }}
      primaryAction={first}
      secondaryActions={rest}
    >
      <BlockStack gap="400">
        <SendFacts send={send} />
        <SendAttempts attempts={send.attempts} />
        <SendHistory history={send.history} />
      </BlockStack>
      {plan && <HandleSends plan={plan} onClose={() => setPlan(null)} />}
    </Page>
  );
}

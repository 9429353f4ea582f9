import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Select, Text } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmModal } from "#app/ui/confirm-modal.tsx";
import type { PeopleTaskKind } from "../people-task.ts";

/** Whom it is done to, as the form says it, and how many are chosen; null = all that match. */
export type Chosen = { fields: Record<string, string>; count: number | null };

type Answer = { ok: true } | { ok: false; error: string };

/** Asks which tag, or whether the message is really to be sent, before something is done to many. */
export function BulkModal({
  kind,
  chosen,
  tags,
  onStarted,
  onClose,
}: {
  kind: PeopleTaskKind;
  chosen: Chosen;
  tags: { id: string; name: string }[];
  onStarted: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation("people");
  const shopify = useAppBridge();
  const [tagId, setTagId] = useState(tags[0]?.id ?? "");
  const fetcher = useFetcher<Answer>();
  const answer = fetcher.state === "submitting" ? undefined : fetcher.data;
  useEffect(() => {
    if (!answer?.ok) return;
    shopify.toast.show(t("tasks.started"));
    onStarted();
    onClose();
  }, [answer, onStarted, onClose, shopify, t]);
  const { count, fields } = chosen;
  return (
    <ConfirmModal
      title={t(`bulk.${kind}`)}
      confirm={t(`bulk.confirm.${kind}`)}
      cancel={t("unlink.cancel")}
      isBusy={fetcher.state !== "idle"}
      isBlocked={kind !== "invite" && tags.length === 0}
      error={answer?.ok === false ? t(`errors.${answer.error}`) : undefined}
      onConfirm={() =>
        void fetcher.submit(
          { ...fields, intent: kind, tagId },
          { method: "post", action: "/app/people/tasks" },
        )
      }
      onClose={onClose}
    >
      {count === null ? (
        <AllWhoMatch fields={fields} />
      ) : (
        <Text as="p">{t("bulk.to", { count })}</Text>
      )}
      {kind === "invite" ? (
        <Text as="p">{t("bulk.inviteHelp")}</Text>
      ) : (
        <Select
          label={t("bulk.tag")}
          value={tagId}
          options={tags.map(({ id, name }) => ({ value: id, label: name }))}
          helpText={tags.length === 0 ? t("bulk.noTags") : t("bulk.friendsOnly")}
          onChange={setTagId}
        />
      )}
    </ConfirmModal>
  );
}

/** How many all are: they are more than the page shows. */
function AllWhoMatch({ fields }: { fields: Record<string, string> }) {
  const { t } = useTranslation("people");
  const { data, submit } = useFetcher<{ count: number }>();
  const isAsked = useRef(false);
  useEffect(() => {
    if (isAsked.current) return;
    isAsked.current = true;
    void submit({ ...fields, intent: "count" }, { method: "post", action: "/app/people/tasks" });
  }, [fields, submit]);
  return (
    <Text as="p">{data ? t("bulk.toAll", { count: data.count }) : t("bulk.toAllUncounted")}</Text>
  );
}

import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import {
  BlockStack,
  Button,
  Card,
  Divider,
  EmptyState,
  Form,
  FormLayout,
  InlineStack,
  Text,
  TextField,
} from "@shopify/polaris";
import { Fragment, memo, startTransition, useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmModal } from "#app/ui/confirm-modal.tsx";
import emptyPicture from "#app/ui/empty-picture.svg?url";
import type { ListedTag } from "../list-tags.server.ts";
import { MAX_TAG_LENGTH } from "../tag.ts";

type Answer = { ok: true } | { ok: false; errors: { name?: string; tagId?: string } };

/** A shop's tags: make one, delete one. */
export function TagList({ tags }: { tags: ListedTag[] }) {
  const { t } = useTranslation("people");
  const [deleting, setDeleting] = useState<ListedTag | null>(null);
  const close = useCallback(() => setDeleting(null), []);
  const ask = useCallback((tag: ListedTag) => startTransition(() => setDeleting(tag)), []);
  return (
    <BlockStack gap="400">
      <NewTag />
      <Card>
        {tags.length === 0 && (
          <EmptyState heading={t("tags.emptyTitle")} image={emptyPicture}>
            <p>{t("tags.emptyBody")}</p>
          </EmptyState>
        )}
        <BlockStack gap="300">
          {tags.map((tag, index) => (
            <Fragment key={tag.id}>
              {index > 0 && <Divider />}
              <TagRow tag={tag} onDelete={ask} />
            </Fragment>
          ))}
        </BlockStack>
      </Card>
      {deleting && <DeleteTag key={deleting.id} tag={deleting} onClose={close} />}
    </BlockStack>
  );
}

type TagRowProps = { tag: ListedTag; onDelete: (tag: ListedTag) => void };

/** Not drawn again for a question above the list. */
const TagRow = memo(function TagRow({ tag, onDelete }: TagRowProps) {
  const { t } = useTranslation("people");
  return (
    <InlineStack align="space-between" blockAlign="center" gap="200">
      <BlockStack>
        <Text as="h3" fontWeight="semibold" breakWord>
          {tag.name}
        </Text>
        <Text as="span" tone="subdued" variant="bodySm">
          {t("tags.friends", { count: tag.friendCount })}
        </Text>
      </BlockStack>
      <Button
        variant="tertiary"
        tone="critical"
        accessibilityLabel={t("tags.deleteFor", { name: tag.name })}
        onClick={() => onDelete(tag)}
      >
        {t("tags.delete")}
      </Button>
    </InlineStack>
  );
});

function NewTag() {
  const { t } = useTranslation("people");
  const shopify = useAppBridge();
  const fetcher = useFetcher<Answer>();
  const [name, setName] = useState("");
  const answer = fetcher.state === "idle" ? fetcher.data : undefined;
  const error = answer?.ok === false ? answer.errors.name : undefined;
  const [seen, setSeen] = useState(answer);
  if (answer !== seen) {
    setSeen(answer);
    if (answer?.ok) setName("");
  }
  useEffect(() => {
    if (answer?.ok) shopify.toast.show(t("tags.created"));
  }, [answer, shopify, t]);
  return (
    <Card>
      <Form onSubmit={() => void fetcher.submit({ intent: "create", name }, { method: "post" })}>
        <FormLayout>
          <TextField
            label={t("tags.name")}
            autoComplete="off"
            maxLength={MAX_TAG_LENGTH}
            value={name}
            error={error && t(`errors.${error}`)}
            onChange={setName}
            connectedRight={
              <Button submit loading={fetcher.state !== "idle"}>
                {t("tags.create")}
              </Button>
            }
          />
        </FormLayout>
      </Form>
    </Card>
  );
}

function DeleteTag({ tag, onClose }: { tag: ListedTag; onClose: () => void }) {
  const { t } = useTranslation("people");
  const shopify = useAppBridge();
  const fetcher = useFetcher<Answer>();
  const answer = fetcher.state === "idle" ? fetcher.data : undefined;
  useEffect(() => {
    if (!answer?.ok) return;
    shopify.toast.show(t("tags.deleted"));
    onClose();
  }, [answer, onClose, shopify, t]);
  const errorCode = answer?.ok === false ? answer.errors.tagId : undefined;
  return (
    <ConfirmModal
      title={t("tags.deleteTitle", { name: tag.name })}
      confirm={t("tags.delete")}
      cancel={t("tags.cancel")}
      isDestructive
      isBusy={fetcher.state !== "idle"}
      error={errorCode && t(`errors.${errorCode}`)}
      onConfirm={() => void fetcher.submit({ intent: "delete", tagId: tag.id }, { method: "post" })}
      onClose={onClose}
    >
      <Text as="p">{t("tags.deleteBody", { count: tag.friendCount })}</Text>
    </ConfirmModal>
  );
}

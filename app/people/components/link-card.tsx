import { Badge, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmModal } from "#app/ui/confirm-modal.tsx";
import { useFormat } from "#app/ui/format.tsx";
import type { Person } from "../read-person.server.ts";
import { HandLink } from "./hand-link.tsx";
import { UnlinkForm } from "./unlink-form.tsx";
import { useActorName } from "./use-actor-name.ts";
import { usePersonAction } from "./use-person-action.ts";

/** How and when the two were tied, by whom and why; and what staff can do about it. */
export function LinkCard({ person }: { person: Person }) {
  const { t } = useTranslation("people");
  const { friend, link } = person;
  const [open, setOpen] = useState<"link" | "unlink" | "invite" | null>(null);
  const close = useCallback(() => setOpen(null), []);
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingSm">
            {t("person.link.title")}
          </Text>
          <Badge tone={link ? "success" : undefined}>
            {t(link ? "filters.links.linked" : "filters.links.unlinked")}
          </Badge>
        </InlineStack>
        {link ? <LinkFacts link={link} /> : <Text as="p">{t("person.link.none")}</Text>}
        <InlineStack gap="200">
          {link ? (
            <Button tone="critical" disabled={open !== null} onClick={() => setOpen("unlink")}>
              {t("person.link.unlink")}
            </Button>
          ) : (
            <Button disabled={open !== null} onClick={() => setOpen("link")}>
              {t(friend ? "person.link.linkToCustomer" : "person.link.linkToFriend")}
            </Button>
          )}
          {!link && friend?.followState === "following" && (
            <Button disabled={open !== null} onClick={() => setOpen("invite")}>
              {t("person.link.invite")}
            </Button>
          )}
        </InlineStack>
        {open === "link" && !link && <HandLink isFriend={friend !== null} onClose={close} />}
        {open === "unlink" && link && <UnlinkForm linkId={link.id} onClose={close} />}
        {open === "invite" && <InviteModal onClose={close} />}
      </BlockStack>
    </Card>
  );
}

function LinkFacts({ link }: { link: NonNullable<Person["link"]> }) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const actorName = useActorName();
  return (
    <BlockStack gap="100">
      <Text as="p">
        {t("person.link.linked", {
          date: format.dateTime(link.linkedAt),
          method: t(`methods.${link.method}`),
        })}
      </Text>
      {link.actor && <Text as="p">{t("person.link.by", { actor: actorName(link.actor) })}</Text>}
      {link.reason && (
        <Text as="p" breakWord>
          {t("person.link.reason", { reason: link.reason })}
        </Text>
      )}
    </BlockStack>
  );
}

function InviteModal({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("people");
  const { post, isBusy, error } = usePersonAction(t("person.link.invited"), onClose);
  return (
    <ConfirmModal
      title={t("person.link.inviteTitle")}
      confirm={t("bulk.confirm.invite")}
      cancel={t("unlink.cancel")}
      isBusy={isBusy}
      error={error}
      onConfirm={() => post({ intent: "invite" })}
      onClose={onClose}
    >
      <Text as="p">{t("bulk.inviteHelp")}</Text>
    </ConfirmModal>
  );
}

import { Avatar, Badge, BlockStack, Button, InlineStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { FollowState } from "#app/friends/friend.ts";
import type { LinkedPerson } from "../linked-people.server.ts";

// The facts of a linked person, each as the table draws it, wide or narrow.

const tones = {
  following: "success",
  blocked: "warning",
  seen: "info",
} as const satisfies Record<FollowState, string>;

export type PersonProps = { person: LinkedPerson; onUnlink: (person: LinkedPerson) => void };

/** How a person is called on the page when one side has no name. */
export function usePersonNames() {
  const { t } = useTranslation("people");
  return (person: LinkedPerson) => ({
    friend: person.friendName ?? t("list.unnamedFriend"),
    customer: person.customerName ?? t("list.unnamedCustomer", { number: person.customerNumber }),
  });
}

export function FriendName({ person }: { person: LinkedPerson }) {
  const name = usePersonNames()(person).friend;
  return (
    <InlineStack gap="200" blockAlign="center" wrap={false}>
      <Avatar
        size="sm"
        name={name}
        initials={name.slice(0, 1)}
        source={person.pictureUrl ?? undefined}
      />
      <Text as="span" fontWeight="semibold" breakWord>
        {name}
      </Text>
    </InlineStack>
  );
}

export function CustomerName({ person }: { person: LinkedPerson }) {
  const { t } = useTranslation("people");
  const name = usePersonNames()(person).customer;
  return (
    <BlockStack>
      <Link
        url={`shopify:admin/customers/${person.customerNumber}`}
        target="_top"
        accessibilityLabel={t("list.openCustomer", { name })}
      >
        {name}
      </Link>
      {person.customerEmail && (
        <Text as="span" tone="subdued" variant="bodySm" breakWord>
          {person.customerEmail}
        </Text>
      )}
    </BlockStack>
  );
}

export function State({ state }: { state: FollowState }) {
  const { t } = useTranslation("people");
  return <Badge tone={tones[state]}>{t(`states.${state}`)}</Badge>;
}

export function OptOuts({ person }: { person: LinkedPerson }) {
  const { t } = useTranslation("people");
  if (!person.optOuts.length) return <None />;
  return (
    <InlineStack gap="100">
      {person.optOuts.map((kind) => (
        <Badge key={kind} tone="warning">
          {t(`kinds.${kind}`)}
        </Badge>
      ))}
    </InlineStack>
  );
}

export function Tags({ person }: { person: LinkedPerson }) {
  if (!person.tags.length) return <None />;
  return (
    <InlineStack gap="100">
      {person.tags.map((tag) => (
        <Badge key={tag}>{tag}</Badge>
      ))}
    </InlineStack>
  );
}

function None() {
  const { t } = useTranslation("people");
  return (
    <Text as="span" tone="subdued">
      {t("list.none")}
    </Text>
  );
}

export function UnlinkButton({ person, onUnlink }: PersonProps) {
  const { t } = useTranslation("people");
  const name = usePersonNames()(person).friend;
  return (
    <Button
      size="slim"
      tone="critical"
      variant="tertiary"
      accessibilityLabel={t("unlink.buttonFor", { name })}
      onClick={() => onUnlink(person)}
    >
      {t("unlink.button")}
    </Button>
  );
}

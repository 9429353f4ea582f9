import { Avatar, Badge, BlockStack, InlineStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { FollowState } from "#app/friends/friend.ts";
import type { ListedPerson } from "../list-people.server.ts";

// The facts of a person, each as the table draws it, wide or narrow.

const tones = {
  following: "success",
  blocked: "warning",
  seen: "info",
} as const satisfies Record<FollowState, string>;

type Names = {
  friend: { name: string | null } | null;
  customer: { name: string | null; number: string } | null;
};

/** How a person is called: the shop's own name for its customer first. */
export function usePersonNames() {
  const { t } = useTranslation("people");
  return ({ friend, customer }: Names) => {
    const friendName = friend && (friend.name ?? t("list.unnamedFriend"));
    const customerName =
      customer && (customer.name ?? t("list.unnamedCustomer", { number: customer.number }));
    return { friend: friendName, customer: customerName, any: customerName ?? friendName ?? "" };
  };
}

export function FriendName({ person }: { person: ListedPerson }) {
  const name = usePersonNames()(person).friend;
  if (!name) return <None />;
  return (
    <InlineStack gap="200" blockAlign="center" wrap={false}>
      <Avatar
        size="sm"
        name={name}
        initials={name.slice(0, 1)}
        source={person.friend?.pictureUrl ?? undefined}
      />
      <Text as="span" breakWord>
        {name}
      </Text>
    </InlineStack>
  );
}

/** Leads to the person's page. */
function PersonLink({ person }: { person: ListedPerson }) {
  const { t } = useTranslation("people");
  const name = usePersonNames()(person).any;
  return (
    <Link
      url={`/app/people/${person.id}`}
      dataPrimaryLink
      removeUnderline
      accessibilityLabel={t("list.open", { name })}
    >
      <Text as="span" fontWeight="semibold" breakWord>
        {name}
      </Text>
    </Link>
  );
}

function Email({ person }: { person: ListedPerson }) {
  if (!person.customer?.email) return null;
  return (
    <Text as="span" tone="subdued" variant="bodySm" breakWord>
      {person.customer.email}
    </Text>
  );
}

export function FollowBadge({ state }: { state: FollowState }) {
  const { t } = useTranslation("people");
  return <Badge tone={tones[state]}>{t(`states.${state}`)}</Badge>;
}

/** Linked or not, following or not. */
export function States({ person }: { person: ListedPerson }) {
  const { t } = useTranslation("people");
  return (
    <InlineStack gap="100">
      <Badge tone={person.link ? "success" : undefined}>
        {t(person.link ? "filters.links.linked" : "filters.links.unlinked")}
      </Badge>
      {person.friend && <FollowBadge state={person.friend.followState} />}
    </InlineStack>
  );
}

/** Tags, and the kinds of message that are not wanted. */
export function Labels({ person }: { person: ListedPerson }) {
  const { t } = useTranslation("people");
  if (person.tags.length + person.optOuts.length === 0) return <None />;
  return (
    <InlineStack gap="100">
      {person.tags.map((tag) => (
        <Badge key={tag}>{tag}</Badge>
      ))}
      {person.optOuts.map((kind) => (
        <Badge key={kind} tone="warning">
          {t("list.stopped", { kind: t(`kinds.${kind}`) })}
        </Badge>
      ))}
    </InlineStack>
  );
}

export function Source({ person }: { person: ListedPerson }) {
  const { t } = useTranslation("people");
  if (!person.friend?.source) return <None />;
  return <Text as="span">{t(`sources.${person.friend.source}`)}</Text>;
}

export function Both({ person }: { person: ListedPerson }) {
  return (
    <BlockStack>
      <PersonLink person={person} />
      <Email person={person} />
    </BlockStack>
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

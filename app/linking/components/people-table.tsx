import {
  Avatar,
  Badge,
  BlockStack,
  Button,
  IndexTable,
  InlineStack,
  Link,
  Text,
  useBreakpoints,
} from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { FollowState } from "#app/friends/friend.ts";
import { useFormat } from "#app/ui/format.tsx";
import type { LinkedPerson } from "../linked-people.server.ts";

const tones = {
  following: "success",
  blocked: "warning",
  seen: "info",
} as const satisfies Record<FollowState, string>;

/** How a person is called on the page when one side has no name. */
export function usePersonNames() {
  const { t } = useTranslation("people");
  return (person: LinkedPerson) => ({
    friend: person.friendName ?? t("list.unnamedFriend"),
    customer: person.customerName ?? t("list.unnamedCustomer", { number: person.customerNumber }),
  });
}

export function PeopleTable({
  people,
  isLoading,
  emptyState,
  pagination,
  onUnlink,
}: {
  people: LinkedPerson[];
  isLoading: boolean;
  emptyState: ReactNode;
  pagination: { onPrevious?: () => void; onNext?: () => void };
  onUnlink: (person: LinkedPerson) => void;
}) {
  const { t } = useTranslation("people");
  const { smDown } = useBreakpoints();
  const { onPrevious, onNext } = pagination;
  return (
    <IndexTable
      condensed={smDown}
      selectable={false}
      loading={isLoading}
      resourceName={{ singular: t("list.one"), plural: t("list.many") }}
      itemCount={people.length}
      emptyState={emptyState}
      headings={[
        { title: t("list.friend") },
        { title: t("list.customer") },
        { title: t("list.linkedAt") },
        { title: t("list.state") },
        { title: t("list.optOuts") },
        { title: t("list.tags") },
        { title: t("list.actions"), hidden: true },
      ]}
      pagination={
        onPrevious || onNext
          ? {
              hasPrevious: onPrevious !== undefined,
              hasNext: onNext !== undefined,
              onPrevious,
              onNext,
              accessibilityLabels: { previous: t("list.previous"), next: t("list.next") },
            }
          : undefined
      }
    >
      {people.map((person, index) => (
        <IndexTable.Row key={person.linkId} id={person.linkId} position={index}>
          {smDown ? (
            <NarrowPerson person={person} onUnlink={onUnlink} />
          ) : (
            <PersonCells person={person} onUnlink={onUnlink} />
          )}
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}

type PersonProps = { person: LinkedPerson; onUnlink: (person: LinkedPerson) => void };

/** The table keeps cells on one line; names may be long, and the button at the end has to stay in sight. */
const foldable = { maxWidth: "13rem", whiteSpace: "normal" } as const;

function PersonCells({ person, onUnlink }: PersonProps) {
  const format = useFormat();
  return (
    <>
      <IndexTable.Cell>
        <div style={foldable}>
          <FriendName person={person} />
        </div>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <div style={foldable}>
          <CustomerName person={person} />
        </div>
      </IndexTable.Cell>
      <IndexTable.Cell>{format.dateTime(person.linkedAt)}</IndexTable.Cell>
      <IndexTable.Cell>
        <State state={person.followState} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <OptOuts person={person} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Tags person={person} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <UnlinkButton person={person} onUnlink={onUnlink} />
      </IndexTable.Cell>
    </>
  );
}

/** One person at 390 px: the same facts, below each other. */
function NarrowPerson({ person, onUnlink }: PersonProps) {
  const format = useFormat();
  return (
    <div style={{ padding: "12px 16px" }}>
      <BlockStack gap="200">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <FriendName person={person} />
          <State state={person.followState} />
        </InlineStack>
        <CustomerName person={person} />
        <Text as="span" tone="subdued" variant="bodySm">
          {format.dateTime(person.linkedAt)}
        </Text>
        {person.optOuts.length > 0 && <OptOuts person={person} />}
        {person.tags.length > 0 && <Tags person={person} />}
        <InlineStack>
          <UnlinkButton person={person} onUnlink={onUnlink} />
        </InlineStack>
      </BlockStack>
    </div>
  );
}

function FriendName({ person }: { person: LinkedPerson }) {
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

function CustomerName({ person }: { person: LinkedPerson }) {
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

function State({ state }: { state: FollowState }) {
  const { t } = useTranslation("people");
  return <Badge tone={tones[state]}>{t(`states.${state}`)}</Badge>;
}

function OptOuts({ person }: { person: LinkedPerson }) {
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

function Tags({ person }: { person: LinkedPerson }) {
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

function UnlinkButton({ person, onUnlink }: PersonProps) {
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

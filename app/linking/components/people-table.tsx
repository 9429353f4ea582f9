import { BlockStack, IndexTable, InlineStack, Text, useBreakpoints } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/ui/format.tsx";
import type { LinkedPerson } from "../linked-people.server.ts";
import {
  CustomerName,
  FriendName,
  OptOuts,
  type PersonProps,
  State,
  Tags,
  UnlinkButton,
} from "./person-parts.tsx";

/** Linked people, a row each; at 390 px a row's facts stand below each other. */
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
        // At another place it is another row: what a search leaves does not jump.
        <IndexTable.Row key={`${index} ${person.linkId}`} id={person.linkId} position={index}>
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
        <InlineStack align="end">
          <UnlinkButton person={person} onUnlink={onUnlink} />
        </InlineStack>
      </BlockStack>
    </div>
  );
}

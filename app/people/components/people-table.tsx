import {
  BlockStack,
  IndexTable,
  type IndexTableProps,
  InlineStack,
  Text,
  useBreakpoints,
} from "@shopify/polaris";
import { memo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/ui/format.tsx";
import type { ListedPerson } from "../list-people.server.ts";
import { Both, FriendName, Labels, Source, States } from "./person-parts.tsx";

/** People, a row each, to be chosen; at 390 px a row's facts stand below each other. */
export function PeopleTable({
  people,
  isLoading,
  emptyState,
  pagination,
  selection,
}: {
  people: ListedPerson[];
  isLoading: boolean;
  emptyState: ReactNode;
  pagination: { onPrevious?: () => void; onNext?: () => void };
  selection: {
    selected: string[];
    isAll: boolean;
    onChange: IndexTableProps["onSelectionChange"];
    actions: { content: string; onAction: () => void }[];
  };
}) {
  const { t } = useTranslation("people");
  const { smDown } = useBreakpoints();
  const { onPrevious, onNext } = pagination;
  const { selected, isAll, onChange, actions } = selection;
  return (
    <IndexTable
      loading={isLoading}
      resourceName={{ singular: t("list.one"), plural: t("list.many") }}
      itemCount={people.length}
      hasMoreItems={onNext !== undefined || onPrevious !== undefined}
      selectedItemsCount={isAll ? "All" : selected.length}
      onSelectionChange={onChange}
      promotedBulkActions={actions.slice(0, 2)}
      bulkActions={actions.slice(2)}
      emptyState={emptyState}
      headings={
        smDown
          ? [{ title: t("list.person") }]
          : [
              { title: t("list.person") },
              { title: t("list.friend") },
              { title: t("list.state") },
              { title: t("list.source") },
              { title: t("list.labels") },
              { title: t("list.since") },
            ]
      }
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
        <IndexTable.Row
          key={`${index} ${person.id}`}
          id={person.id}
          position={index}
          selected={isAll || selected.includes(person.id)}
        >
          {smDown ? <NarrowPerson person={person} /> : <PersonCells person={person} />}
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}

/** The table keeps cells on one line, and names may be long. */
const foldable = { maxWidth: "15rem", whiteSpace: "normal", overflowWrap: "anywhere" } as const;

/** Choosing a row draws the others' frames again, and not what is in them. */
const PersonCells = memo(function PersonCells({ person }: { person: ListedPerson }) {
  const format = useFormat();
  return (
    <>
      <IndexTable.Cell>
        <div style={foldable}>
          <Both person={person} />
        </div>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <div style={foldable}>
          <FriendName person={person} />
        </div>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <States person={person} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Source person={person} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <div style={foldable}>
          <Labels person={person} />
        </div>
      </IndexTable.Cell>
      <IndexTable.Cell>{format.dateTime(person.since)}</IndexTable.Cell>
    </>
  );
});

/** One person at 390 px. Not condensed, which would hide the boxes to tick. */
const NarrowPerson = memo(function NarrowPerson({ person }: { person: ListedPerson }) {
  const format = useFormat();
  return (
    <IndexTable.Cell>
      <div style={{ whiteSpace: "normal", overflowWrap: "anywhere" }}>
        <BlockStack gap="100">
          <Both person={person} />
          {person.friend && <FriendName person={person} />}
          <States person={person} />
          {person.tags.length + person.optOuts.length > 0 && <Labels person={person} />}
          <InlineStack>
            <Text as="span" tone="subdued" variant="bodySm">
              {format.dateTime(person.since)}
            </Text>
          </InlineStack>
        </BlockStack>
      </div>
    </IndexTable.Cell>
  );
});

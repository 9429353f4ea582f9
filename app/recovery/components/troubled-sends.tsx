import {
  Badge,
  BlockStack,
  IndexTable,
  InlineStack,
  Link,
  Text,
  useBreakpoints,
  useIndexResourceState,
} from "@shopify/polaris";
import { memo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Handling, Trouble } from "#app/messages/trouble.ts";
import { useFormat } from "#app/ui/format.tsx";
import type { TroubledRow } from "../read-troubled-sends.server.ts";
import { HandleSends, type HandlingPlan } from "./handle-sends.tsx";
import { useSendLabels } from "./send-labels.ts";
import { SEND_TONES } from "./send-tones.ts";

/** What can be done with the sends of each list. */
const OFFERED: Record<Trouble, Handling[]> = {
  waiting: ["release", "drop"],
  unknown: ["release", "drop"],
  rejected: [],
  dropped: ["restore"],
};

/** Sends that want a merchant's eye, a row each, to be handled one by one or many at once. */
export function TroubledSends(props: {
  rows: TroubledRow[];
  show: Trouble;
  isLoading: boolean;
  onFirst?: () => void;
  onNext?: () => void;
}) {
  const { rows, show, isLoading, onFirst, onNext } = props;
  const { t } = useTranslation("sends");
  const { smDown } = useBreakpoints();
  const [plan, setPlan] = useState<HandlingPlan | null>(null);
  const { selectedResources, allResourcesSelected, handleSelectionChange, clearSelection } =
    useIndexResourceState(rows);
  const chosen = rows.filter(({ id }) => selectedResources.includes(id));
  const isUnknown = show === "unknown";
  const actions = OFFERED[show].map((how) => {
    const sendIds = chosen.filter(({ may }) => may.includes(how)).map(({ id }) => id);
    return {
      content: t(`${how}.${isUnknown ? "unknown" : "held"}.button`),
      disabled: sendIds.length === 0,
      onAction: () => setPlan({ how, sendIds, isUnknown }),
    };
  });
  return (
    <>
      <IndexTable
        selectable={actions.length > 0}
        loading={isLoading}
        resourceName={{ singular: t("list.one"), plural: t("list.many") }}
        itemCount={rows.length}
        selectedItemsCount={allResourcesSelected ? "All" : selectedResources.length}
        onSelectionChange={handleSelectionChange}
        promotedBulkActions={actions}
        headings={
          smDown
            ? [{ title: t("list.message") }]
            : [
                { title: t("list.person") },
                { title: t("list.message") },
                { title: t("list.why") },
                { title: t(`list.since.${show}`) },
              ]
        }
        pagination={
          onFirst || onNext
            ? {
                hasPrevious: onFirst !== undefined,
                hasNext: onNext !== undefined,
                onPrevious: onFirst,
                onNext,
                accessibilityLabels: { previous: t("list.first"), next: t("list.next") },
              }
            : undefined
        }
      >
        {rows.map((row, index) => (
          <IndexTable.Row
            key={row.id}
            id={row.id}
            position={index}
            selected={selectedResources.includes(row.id)}
          >
            {smDown ? <NarrowSend row={row} show={show} /> : <SendCells row={row} />}
          </IndexTable.Row>
        ))}
      </IndexTable>
      {plan && <HandleSends plan={plan} onDone={clearSelection} onClose={() => setPlan(null)} />}
    </>
  );
}

/** The table keeps cells on one line; names and reasons may be long. */
const foldable = { maxWidth: "20rem", whiteSpace: "normal", overflowWrap: "anywhere" } as const;

/** Choosing a row draws the others' frames again, and not what is in them. */
const SendCells = memo(function SendCells({ row }: { row: TroubledRow }) {
  const format = useFormat();
  return (
    <>
      <IndexTable.Cell>
        <div style={foldable}>
          <Person row={row} />
        </div>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <div style={foldable}>
          <Message row={row} />
        </div>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <div style={foldable}>
          <Why row={row} />
        </div>
      </IndexTable.Cell>
      <IndexTable.Cell>{format.dateTime(row.since)}</IndexTable.Cell>
    </>
  );
});

/** One send at 390 px: the same facts, below each other. Not condensed, which would hide the boxes to tick. */
function NarrowSend({ row, show }: { row: TroubledRow; show: Trouble }) {
  const { t } = useTranslation("sends");
  const format = useFormat();
  return (
    <IndexTable.Cell>
      <div style={{ whiteSpace: "normal", overflowWrap: "anywhere" }}>
        <BlockStack gap="100">
          <Person row={row} />
          <Message row={row} />
          <Why row={row} />
          <Text as="span" tone="subdued" variant="bodySm">
            {t(`list.since.${show}`)} {format.dateTime(row.since)}
          </Text>
        </BlockStack>
      </div>
    </IndexTable.Cell>
  );
}

function Person({ row }: { row: TroubledRow }) {
  const { t } = useTranslation("sends");
  const name = useSendLabels().person(row);
  return (
    <Link
      url={`/app/sends/${row.id}`}
      dataPrimaryLink
      accessibilityLabel={t("list.look", { name })}
      removeUnderline
    >
      <Text as="span" fontWeight="semibold">
        {name}
      </Text>
    </Link>
  );
}

function Message({ row }: { row: TroubledRow }) {
  const { step } = useSendLabels();
  return (
    <Text as="span" tone="subdued">
      {[step(row), row.checkoutName].filter(Boolean).join(" · ")}
    </Text>
  );
}

function Why({ row }: { row: TroubledRow }) {
  const { t } = useTranslation(["sends", "results"]);
  const format = useFormat();
  return (
    <BlockStack gap="050">
      <InlineStack gap="100">
        <Badge tone={SEND_TONES[row.state]}>{t(`results:states.${row.state}`)}</Badge>
      </InlineStack>
      {row.reason && <Text as="span">{t(`results:reasons.${row.reason}`)}</Text>}
      {row.nextAt && row.reason !== "quota" && row.reason !== "channel_refused" && (
        <Text as="span" tone="subdued" variant="bodySm">
          {t("list.nextAt", { time: format.dateTime(row.nextAt) })}
        </Text>
      )}
    </BlockStack>
  );
}

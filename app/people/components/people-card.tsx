import { useNavigation, useRevalidator, useSearchParams } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Box, Card, EmptyState, Text, useIndexResourceState } from "@shopify/polaris";
import { useCallback, useDeferredValue, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import emptyPicture from "#app/ui/empty-picture.svg?url";
import { useFormat } from "#app/ui/format.tsx";
import type { PeoplePage } from "../list-people.server.ts";
import { filterNames } from "../people-filter.ts";
import type { PeopleTaskKind, ShownTask } from "../people-task.ts";
import { BulkModal, type Chosen } from "./bulk-modal.tsx";
import { PeopleFilters, type ShownFilter } from "./people-filters.tsx";
import { PeopleSearch } from "./people-search.tsx";
import { PeopleTable } from "./people-table.tsx";
import { PeopleTasks } from "./people-tasks.tsx";
import { saveAnswer } from "#app/ui/save-file.ts";
import { usePeopleSearch } from "./use-people-search.ts";

type Named = { id: string; name: string };

/** The list with its search and filters. A shop without anybody is told how people come into it. */
export function PeopleCard({
  list,
  tags,
  tasks,
  editor,
}: {
  list: PeoplePage;
  tags: Named[];
  tasks: ShownTask[];
  /** Deep links into Shopify's theme editor */
  editor: { block: string; embed: string };
}) {
  const { t } = useTranslation("people");
  const navigation = useNavigation();
  const { revalidate } = useRevalidator();
  const shopify = useAppBridge();
  const { locale } = useFormat();
  const { query, filter, change, turnPages } = useAddress();
  const search = usePeopleSearch({ all: list, filter });
  const { text, found } = search;
  const turnTo = found ? search.turnTo : turnPages;
  const { people, before, after } = found ?? list;
  const { selectedResources, allResourcesSelected, handleSelectionChange, clearSelection } =
    useIndexResourceState(people);
  const isAll = allResourcesSelected && (before !== null || after !== null);
  const [asked, setAsked] = useState<PeopleTaskKind | null>(null);
  const isLoading =
    search.isSearching ||
    (navigation.state === "loading" && navigation.location.pathname === "/app/people");
  const chosen: Chosen = isAll
    ? { fields: { ...filter, q: text, to: "all" }, count: null }
    : { fields: { personIds: selectedResources.join(",") }, count: selectedResources.length };
  const save = useCallback(
    async (fields: Record<string, string>) => {
      shopify.toast.show(t("export.begun"));
      const isSaved = await saveAnswer({
        path: "/app/people/export",
        name: "people.csv",
        body: new URLSearchParams({ ...fields, locale }),
      });
      if (!isSaved) shopify.toast.show(t("export.failed"), { isError: true });
    },
    [shopify, t, locale],
  );
  const actions = [
    { content: t("bulk.tag_add"), onAction: () => setAsked("tag_add") },
    { content: t("bulk.tag_remove"), onAction: () => setAsked("tag_remove") },
    { content: t("bulk.invite"), onAction: () => setAsked("invite") },
    { content: t("bulk.export"), onAction: () => void save(chosen.fields) },
  ];
  const refresh = useCallback(() => void revalidate(), [revalidate]);
  const close = useCallback(() => setAsked(null), []);
  const started = useCallback(() => {
    clearSelection();
    refresh();
  }, [clearSelection, refresh]);
  // Drawn after what is typed.
  const shown = useDeferredValue(people);
  const isNarrowed = Object.keys(filter).length > 0;
  if (!people.length && !text && !isNarrowed && !query.has("after") && !query.has("before")) {
    return <NobodyYet editor={editor} />;
  }
  return (
    <BlockStack gap="400">
      <PeopleTasks tasks={tasks} onEnd={refresh} />
      <Card padding="0">
        <PeopleSearch text={text} onChange={search.setText} />
        <PeopleFilters filter={filter} tags={tags} onChange={change} />
        {/* What follows the list stays out of sight, however few a search leaves of it. */}
        <Box minHeight="60vh">
          <PeopleTable
            people={shown}
            isLoading={isLoading}
            emptyState={<NobodyFound search={text} />}
            pagination={{
              onPrevious: before ? () => turnTo({ before }) : undefined,
              onNext: after ? () => turnTo({ after }) : undefined,
            }}
            selection={{
              selected: selectedResources,
              isAll,
              onChange: handleSelectionChange,
              actions,
            }}
          />
        </Box>
        {asked && (
          <BulkModal
            key={asked}
            kind={asked}
            chosen={chosen}
            tags={tags}
            onStarted={started}
            onClose={close}
          />
        )}
      </Card>
    </BlockStack>
  );
}

/** What the address says, and how it is changed: filters begin at the first page again. */
function useAddress() {
  const [query, setQuery] = useSearchParams();
  const filter = useMemo(() => {
    const told = filterNames.flatMap((name) => {
      const value = query.get(name);
      return value ? [[name, value] as const] : [];
    });
    return Object.fromEntries(told);
  }, [query]);
  const change = useCallback(
    (to: ShownFilter) => setQuery((told) => replaced(told, [...filterNames, ...CURSORS], to)),
    [setQuery],
  );
  const turnPages = useCallback(
    (cursor: { before?: string; after?: string }) =>
      setQuery((told) => replaced(told, CURSORS, cursor)),
    [setQuery],
  );
  return { query, filter, change, turnPages };
}

const CURSORS = ["before", "after"] as const;

function replaced(
  told: URLSearchParams,
  names: readonly string[],
  by: Partial<Record<string, string>>,
): URLSearchParams {
  const next = new URLSearchParams(told);
  for (const name of names) {
    next.delete(name);
    if (by[name]) next.set(name, by[name]);
  }
  return next;
}

function NobodyYet({ editor }: { editor: { block: string; embed: string } }) {
  const { t } = useTranslation("people");
  return (
    <Card>
      <EmptyState
        heading={t("empty.title")}
        image={emptyPicture}
        action={{ content: t("empty.addBlock"), url: editor.block, target: "_top" }}
        secondaryAction={{ content: t("empty.embed"), url: editor.embed, target: "_top" }}
      >
        <p>{t("empty.body")}</p>
      </EmptyState>
    </Card>
  );
}

function NobodyFound({ search }: { search: string }) {
  const { t } = useTranslation("people");
  return (
    <Box padding="600">
      <Text as="h3" variant="headingMd" alignment="center">
        {t("noResult.title")}
      </Text>
      <Text as="p" tone="subdued" alignment="center" breakWord>
        {search ? t("noResult.body", { search }) : t("noResult.filtered")}
      </Text>
    </Box>
  );
}

import { useLocation, useNavigate, useNavigation, useSearchParams } from "@remix-run/react";
import { Box, Card, EmptyState, Text } from "@shopify/polaris";
import { startTransition, useCallback, useDeferredValue, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import emptyPicture from "#app/ui/empty-picture.svg?url";
import type { LinkedPeople, LinkedPerson } from "../linked-people.server.ts";
import { PeopleSearch } from "./people-search.tsx";
import { PeopleTable } from "./people-table.tsx";
import { UnlinkModal } from "./unlink-modal.tsx";
import { usePeopleSearch } from "./use-people-search.ts";

/** The list with its search. A shop without anybody is told how people come to be linked. */
export function PeopleCard({
  list,
  editor,
}: {
  list: LinkedPeople;
  /** Deep links into Shopify's theme editor */
  editor: { block: string; embed: string };
}) {
  const [query] = useSearchParams();
  const navigation = useNavigation();
  const turnPages = usePages();
  const search = usePeopleSearch({ all: list });
  const { text, found } = search;
  const turnTo = found ? search.turnTo : turnPages;
  const [unlinking, setUnlinking] = useState<LinkedPerson | null>(null);
  const close = useCallback(() => setUnlinking(null), []);
  const { people, before, after } = found ?? list;
  const isLoading =
    search.isSearching ||
    (navigation.state === "loading" && navigation.location.pathname.startsWith("/app/people"));
  // Fifty rows of many parts: they are not drawn again for a question above them, and after what is typed.
  const rows = useMemo(
    () => (
      <PeopleTable
        people={people}
        isLoading={isLoading}
        emptyState={<NobodyFound search={text} />}
        pagination={{
          onPrevious: before ? () => turnTo({ before }) : undefined,
          onNext: after ? () => turnTo({ after }) : undefined,
        }}
        onUnlink={(person) => startTransition(() => setUnlinking(person))}
      />
    ),
    [people, isLoading, text, before, after, turnTo],
  );
  const table = useDeferredValue(rows);
  if (!people.length && !text && !query.has("after") && !query.has("before")) {
    return <NobodyYet editor={editor} />;
  }
  return (
    <Card padding="0">
      <PeopleSearch text={text} onChange={search.setText} />
      {table}
      {unlinking && <UnlinkModal key={unlinking.linkId} person={unlinking} onClose={close} />}
    </Card>
  );
}

function usePages() {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [query] = useSearchParams();
  return useCallback(
    (cursor: { before?: string; after?: string }) => {
      const next = new URLSearchParams(query);
      for (const name of ["before", "after"] as const) {
        next.delete(name);
        if (cursor[name]) next.set(name, cursor[name]);
      }
      navigate(`${pathname}?${next.toString()}`);
    },
    [navigate, pathname, query],
  );
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
        {t("noResult.body", { search })}
      </Text>
    </Box>
  );
}

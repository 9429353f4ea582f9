import { useSearchParams } from "@remix-run/react";
import { Box, Icon, TextField } from "@shopify/polaris";
import { SearchIcon } from "@shopify/polaris-icons";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

/** A pause in typing this long is taken for the end of a word. */
const PAUSE_MS = 300;

/** The search stands in the page's address, so that it survives going back; a new search starts at the first page. */
export function PeopleSearch() {
  const { t } = useTranslation("people");
  const [query, setQuery] = useSearchParams();
  const searched = query.get("q") ?? "";
  const [text, setText] = useState(searched);
  useEffect(() => {
    if (text === searched) return undefined;
    const timer = setTimeout(() => {
      setQuery(
        (before) => {
          const next = new URLSearchParams(before);
          for (const name of ["q", "after", "before"]) next.delete(name);
          if (text) next.set("q", text);
          return next;
        },
        { replace: true, preventScrollReset: true },
      );
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, searched, setQuery]);
  return (
    <Box padding="300">
      <TextField
        label={t("search.label")}
        labelHidden
        type="search"
        autoComplete="off"
        maxLength={100}
        value={text}
        placeholder={t("search.placeholder")}
        prefix={<Icon source={SearchIcon} />}
        clearButton
        onClearButtonClick={() => setText("")}
        onChange={setText}
      />
    </Box>
  );
}

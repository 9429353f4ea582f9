import { Box, Icon, TextField } from "@shopify/polaris";
import { SearchIcon } from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";

/** The field above the list. */
export function PeopleSearch({
  text,
  onChange,
}: {
  text: string;
  onChange: (text: string) => void;
}) {
  const { t } = useTranslation("people");
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
        onClearButtonClick={() => onChange("")}
        onChange={onChange}
      />
    </Box>
  );
}

import { Box, Button, InlineGrid, InlineStack, Select } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { friendSources } from "#app/friends/friend.ts";
import { filterNames, followFilters, linkFilters } from "../people-filter.ts";

/** What the list is narrowed to, as the address says it; a name that is missing narrows nothing. */
export type ShownFilter = Partial<Record<(typeof filterNames)[number], string>>;

/** The choices above the list. */
export function PeopleFilters({
  filter,
  tags,
  onChange,
}: {
  filter: ShownFilter;
  tags: { id: string; name: string }[];
  onChange: (filter: ShownFilter) => void;
}) {
  const { t } = useTranslation("people");
  const options = {
    link: linkFilters.map((value) => ({ value, label: t(`filters.links.${value}`) })),
    follow: followFilters.map((value) => ({ value, label: t(`states.${value}`) })),
    source: friendSources.map((value) => ({ value, label: t(`sources.${value}`) })),
    tag: tags.map(({ id, name }) => ({ value: id, label: name })),
  };
  return (
    <Box paddingInline="300" paddingBlockEnd="300">
      <InlineGrid columns={{ xs: 2, md: 4 }} gap="200">
        {filterNames.map((name) => (
          <Select
            key={name}
            label={t(`filters.${name}`)}
            value={filter[name] ?? ""}
            options={[{ value: "", label: t("filters.all") }, ...options[name]]}
            onChange={(value) => onChange({ ...filter, [name]: value || undefined })}
          />
        ))}
      </InlineGrid>
      {/* Always there: what is below must not jump when the answer comes. */}
      <Box paddingBlockStart="200">
        <InlineStack align="end">
          <Button
            variant="plain"
            disabled={!Object.values(filter).some(Boolean)}
            onClick={() => onChange({})}
          >
            {t("filters.clear")}
          </Button>
        </InlineStack>
      </Box>
    </Box>
  );
}

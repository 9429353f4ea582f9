import { Banner, BlockStack, Card, InlineStack, Select, Tag, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { usePersonAction } from "./use-person-action.ts";

type Named = { id: string; name: string };

/** A friend's tags, to put on and take off by hand. */
export function TagsCard({ tags, others }: { tags: Named[]; others: Named[] }) {
  const { t } = useTranslation("people");
  const { post, isBusy, error } = usePersonAction();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t("person.tags.title")}
        </Text>
        {error && <Banner tone="critical" title={error} />}
        {tags.length === 0 && (
          <Text as="p" tone="subdued">
            {t("person.tags.none")}
          </Text>
        )}
        <InlineStack gap="100">
          {tags.map(({ id, name }) => (
            <Tag
              key={id}
              disabled={isBusy}
              accessibilityLabel={t("person.tags.remove", { name })}
              onRemove={() => post({ intent: "tag_remove", tagId: id })}
            >
              {name}
            </Tag>
          ))}
        </InlineStack>
        {others.length > 0 && (
          <Select
            label={t("person.tags.add")}
            value=""
            disabled={isBusy}
            options={[
              { value: "", label: t("person.tags.choose") },
              ...others.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(tagId) => tagId && post({ intent: "tag_add", tagId })}
          />
        )}
      </BlockStack>
    </Card>
  );
}

import { BlockStack, Card, InlineGrid, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/ui/format.tsx";
import { NumberText } from "#app/ui/number-text.tsx";
import type { PeopleCounts } from "../count-people.server.ts";

/** Friends, linked and blocked, side by side at any width; null while they are being counted. */
export function PeopleCountsCard({ counts }: { counts: PeopleCounts | null }) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const shown = [
    [t("counts.linked"), counts?.linked],
    [t("counts.friends"), counts?.friends],
    [t("counts.blocked"), counts?.blocked],
  ] as const;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t("counts.title")}
        </Text>
        <InlineGrid columns={3} gap="300">
          {shown.map(([label, count]) => (
            <BlockStack key={label} gap="100">
              <Text as="p" tone="subdued" variant="bodySm">
                {label}
              </Text>
              <NumberText value={count === undefined ? null : format.number(count)} />
            </BlockStack>
          ))}
        </InlineGrid>
        <Text as="p" tone="subdued" variant="bodySm">
          {t("counts.friendsHelp")}
        </Text>
      </BlockStack>
    </Card>
  );
}

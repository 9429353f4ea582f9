import { BlockStack, Card, InlineGrid, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { FollowerNumbers } from "#app/friends/read-follower-numbers.server.ts";
import type { PeopleCounts } from "#app/linking/count-people.server.ts";
import { useFormat } from "#app/ui/format.tsx";
import { NumberText } from "#app/ui/number-text.tsx";

/**
 * Friends, linked and blocked, side by side at any width, with LINE's own count and why it is another; null while they are
 * being counted.
 */
export function PeopleCountsCard({
  counts,
  line,
}: {
  counts: PeopleCounts | null;
  /** LINE's own; null = LINE has told none yet */
  line: FollowerNumbers | null;
}) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const shown = [
    [t("counts.friends"), counts?.friends],
    [t("counts.linked"), counts?.linked],
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
          {counts && line
            ? t("counts.line", {
                day: dayOf(line.day, format.locale),
                friends: format.number(line.friends),
                followers: format.number(line.followers),
                blocks: format.number(line.blocks),
                difference: format.number(Math.abs(line.friends - counts.friends)),
              })
            : t("counts.friendsHelp")}
        </Text>
      </BlockStack>
    </Card>
  );
}

/** A day without a time, as `yyyy-mm-dd`, in the reader's manner. */
function dayOf(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(
    new Date(day),
  );
}

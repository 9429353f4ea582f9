import { BlockStack, Card, InlineGrid, InlineStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/ui/format.tsx";
import { NumberText } from "#app/ui/number-text.tsx";

type Props = {
  week: { checkouts: number; sends: number; taps: number; recovered: number; revenue: number };
  people: { friends: number; linked: number; blocked: number };
};

/** What the last seven days brought, and how many people can be reached; null while that is being counted. */
export function WeekNumbers({ numbers }: { numbers: Props | null }) {
  const { t } = useTranslation("home");
  const format = useFormat();
  const { week, people } = numbers ?? {};
  const number = (value?: number) => (value === undefined ? null : format.number(value));
  return (
    <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
      <NumbersCard
        title={t("week.title")}
        url="/app/results"
        open={t("week.open")}
        numbers={[
          [t("week.checkouts"), number(week?.checkouts)],
          [t("week.sends"), number(week?.sends)],
          [t("week.taps"), number(week?.taps)],
          [t("week.recovered"), number(week?.recovered)],
          [t("week.revenue"), week ? format.money(week.revenue) : null],
        ]}
      />
      <NumbersCard
        title={t("people.title")}
        url="/app/people"
        open={t("people.open")}
        numbers={[
          [t("people.linked"), number(people?.linked)],
          [t("people.friends"), number(people?.friends)],
          [t("people.blocked"), number(people?.blocked)],
        ]}
      />
    </InlineGrid>
  );
}

type NumbersCardProps = {
  title: string;
  url: string;
  open: string;
  numbers: [string, string | null][];
};

function NumbersCard({ title, url, open, numbers }: NumbersCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          <Link url={url}>{open}</Link>
        </InlineStack>
        <InlineGrid columns={{ xs: 2, sm: 3 }} gap="300">
          {numbers.map(([name, value]) => (
            <BlockStack key={name} gap="050">
              <Text as="p" tone="subdued" variant="bodySm">
                {name}
              </Text>
              <NumberText value={value} />
            </BlockStack>
          ))}
        </InlineGrid>
      </BlockStack>
    </Card>
  );
}

import { BlockStack, Card, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/ui/format.tsx";
import type { ShownSend } from "../read-send.server.ts";

/** What members of staff did with a send. */
export function SendHistory({ history }: { history: ShownSend["history"] }) {
  const { t } = useTranslation("sends");
  const { dateTime } = useFormat();
  if (history.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("one.history")}
        </Text>
        {history.map(({ id, action, at }) => (
          <Text key={id} as="p">
            {dateTime(at)} {t(`one.actions.${action}`)}
          </Text>
        ))}
      </BlockStack>
    </Card>
  );
}

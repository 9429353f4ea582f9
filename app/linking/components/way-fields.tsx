import { BlockStack, Card, Checkbox, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { type ClosableMethod, closableMethods } from "../link-method.ts";

/** Which ways to link are open. */
export function WayFields(props: {
  closed: ClosableMethod[];
  onChange: (closed: ClosableMethod[]) => void;
}) {
  const { closed, onChange } = props;
  const { t } = useTranslation("linking");
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("settings.ways.heading")}
        </Text>
        <Text as="p" tone="subdued">
          {t("settings.ways.about")}
        </Text>
        {closableMethods.map((method) => (
          <Checkbox
            key={method}
            label={t(`settings.ways.${method}`)}
            helpText={t(`settings.ways.${method}Help`)}
            checked={!closed.includes(method)}
            onChange={(isOpen) =>
              // In one order, so that ticking there and back is no change.
              onChange(
                closableMethods.filter((each) =>
                  each === method ? !isOpen : closed.includes(each),
                ),
              )
            }
          />
        ))}
      </BlockStack>
    </Card>
  );
}

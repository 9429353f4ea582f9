import {
  Badge,
  BlockStack,
  Button,
  Card,
  Icon,
  InlineStack,
  ProgressBar,
  Text,
} from "@shopify/polaris";
import { CheckCircleIcon, MinusCircleIcon } from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";

export type SetupItem = {
  name: "connect" | "prove" | "theme" | "recovery";
  isDone: boolean;
  url: string;
};

type Props = {
  items: SetupItem[];
  /** Offered once everything is done. */
  onDismiss: () => void;
};

/** What is to be done before the first message can go, each with its state as it is now. */
export function SetupList({ items, onDismiss }: Props) {
  const { t } = useTranslation("home");
  const done = items.filter((item) => item.isDone).length;
  const next = items.find((item) => !item.isDone);
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="200">
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <Text as="h2" variant="headingMd">
              {t("setup.title")}
            </Text>
            {next ? (
              <Text as="span" tone="subdued">
                {t("setup.progress", { done, all: items.length })}
              </Text>
            ) : (
              <Button variant="plain" onClick={onDismiss}>
                {t("setup.dismiss")}
              </Button>
            )}
          </InlineStack>
          <Text as="p" tone="subdued">
            {t(next ? "setup.body" : "setup.finished")}
          </Text>
          <ProgressBar
            progress={(done / items.length) * 100}
            size="small"
            tone="success"
            ariaLabelledBy="setup-progress"
          />
          <Text as="span" visuallyHidden id="setup-progress">
            {t("setup.progress", { done, all: items.length })}
          </Text>
        </BlockStack>
        <BlockStack as="ol" gap="400">
          {items.map((item) => (
            <li key={item.name} style={{ listStyle: "none" }}>
              <SetupStep item={item} isNext={item === next} />
            </li>
          ))}
        </BlockStack>
      </BlockStack>
    </Card>
  );
}

function SetupStep({ item, isNext }: { item: SetupItem; isNext: boolean }) {
  const { t } = useTranslation("home");
  return (
    <InlineStack gap="300" blockAlign="start" wrap={false}>
      <div>
        <Icon
          source={item.isDone ? CheckCircleIcon : MinusCircleIcon}
          tone={item.isDone ? "success" : "subdued"}
        />
      </div>
      <BlockStack gap="200" inlineAlign="start">
        <BlockStack gap="050">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h3" variant="headingSm">
              {t(`setup.${item.name}.title`)}
            </Text>
            {item.isDone && <Badge tone="success">{t("setup.done")}</Badge>}
          </InlineStack>
          <Text as="p" tone="subdued">
            {t(`setup.${item.name}.body`)}
          </Text>
        </BlockStack>
        {!item.isDone && (
          <Button url={item.url} variant={isNext ? "primary" : "secondary"}>
            {t(`setup.${item.name}.action`)}
          </Button>
        )}
      </BlockStack>
    </InlineStack>
  );
}

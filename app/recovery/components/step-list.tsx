import {
  Badge,
  BlockStack,
  Box,
  Button,
  Card,
  Checkbox,
  Divider,
  InlineStack,
  Text,
} from "@shopify/polaris";
import { Fragment, memo } from "react";
import { useTranslation } from "react-i18next";
import { RECOMMENDED_DELAY } from "../recovery-step.ts";
import { type RecoveryEditing, sameParts } from "./use-recovery-form.ts";

/** The five times at which a step can stand: each switched on or off, and one chosen to be edited. */
export const StepList = memo(
  StepCard,
  sameParts(({ editing: { form, errors, chosen } }) => [
    ...form.steps.map(({ isOn }) => isOn),
    errors,
    chosen,
  ]),
);

function StepCard({ editing }: { editing: RecoveryEditing }) {
  const { chosen, choose } = editing;
  const { t } = useTranslation("recovery");
  return (
    <Card padding="0">
      <Box padding="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("steps.title")}
          </Text>
          <Text as="p" tone="subdued">
            {t("steps.help")}
          </Text>
        </BlockStack>
      </Box>
      {editing.form.steps.map(({ delayMinutes, isOn }, index) => {
        const name = t(`steps.at.${delayMinutes}`);
        const hasError = Object.keys(editing.errors).some((path) =>
          path.startsWith(`steps.${index}.`),
        );
        return (
          <Fragment key={delayMinutes}>
            <Divider />
            <Box
              paddingInline="400"
              paddingBlock="200"
              background={index === chosen ? "bg-surface-selected" : "bg-surface"}
            >
              <InlineStack align="space-between" blockAlign="center" gap="200" wrap={false}>
                <InlineStack gap="200" blockAlign="center">
                  <Checkbox
                    label={name}
                    checked={isOn}
                    onChange={(next) => editing.changeStep(index, { isOn: next })}
                  />
                  {delayMinutes === RECOMMENDED_DELAY && (
                    <Badge tone="info">{t("steps.recommended")}</Badge>
                  )}
                  {hasError && <Badge tone="critical">{t("steps.hasError")}</Badge>}
                </InlineStack>
                <Button
                  pressed={index === chosen}
                  accessibilityLabel={t("steps.editNamed", { name })}
                  onClick={() => choose(index)}
                >
                  {t("steps.edit")}
                </Button>
              </InlineStack>
            </Box>
          </Fragment>
        );
      })}
    </Card>
  );
}

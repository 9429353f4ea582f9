import { Banner, BlockStack, Card, FormLayout, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { CONTENT_LIMITS, type RecoveryContent } from "../recovery-step.ts";
import { ColorField } from "./color-field.tsx";
import { QueryParameterFields } from "./query-parameter-fields.tsx";
import type { RecoveryEditing } from "./use-recovery-form.ts";

type TextName = "title" | "body" | "note" | "linkText";

const PLACEHOLDERS = { title: "{{name}}", body: "{{name}}", note: "{{count}}", linkText: "" };

/** What the chosen step says and how it looks. */
export function ContentFields({ editing, index }: { editing: RecoveryEditing; index: number }) {
  const { t } = useTranslation("recovery");
  const { content, delayMinutes } = editing.form.steps[index]!;
  const change = (patch: Partial<RecoveryContent>) => editing.changeContent(index, patch);
  const textOf = (code: string | undefined) => code && t(`errors.${code}`);
  const errorOfAll = textOf(editing.errors[`steps.${index}.content`]);
  const errorAt = (path: string) => textOf(editing.errors[`steps.${index}.content.${path}`]);
  const text = (name: TextName, multiline?: number) => (
    <TextField
      label={t(`content.${name}`)}
      helpText={t(`content.${name}Help`, { placeholder: PLACEHOLDERS[name] })}
      value={content[name]}
      onChange={(value) => change({ [name]: value })}
      error={errorAt(name)}
      maxLength={CONTENT_LIMITS[name]}
      showCharacterCount
      multiline={multiline}
      autoComplete="off"
    />
  );
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("content.heading", { step: t(`steps.at.${delayMinutes}`) })}
        </Text>
        {errorOfAll && <Banner tone="critical" title={errorOfAll} />}
        <FormLayout>
          {text("title")}
          {text("body", 6)}
          {text("note")}
          {text("linkText")}
          <FormLayout.Group>
            <ColorField
              label={t("content.headerColor")}
              value={content.headerColor}
              error={errorAt("headerColor")}
              onChange={(headerColor) => change({ headerColor })}
            />
            <ColorField
              label={t("content.buttonColor")}
              value={content.buttonColor}
              error={errorAt("buttonColor")}
              onChange={(buttonColor) => change({ buttonColor })}
            />
          </FormLayout.Group>
          <QueryParameterFields
            parameters={content.queryParameters}
            errorAt={(path) => errorAt(path ? `queryParameters.${path}` : "queryParameters")}
            onChange={(queryParameters) => change({ queryParameters })}
          />
        </FormLayout>
      </BlockStack>
    </Card>
  );
}

import {
  BlockStack,
  Box,
  Button,
  InlineError,
  InlineStack,
  Text,
  TextField,
} from "@shopify/polaris";
import { DeleteIcon, PlusIcon } from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";
import { CONTENT_LIMITS, type QueryParameter } from "../recovery-step.ts";

/** Names and values that are added to every URL of the message. */
export function QueryParameterFields(props: {
  parameters: QueryParameter[];
  /** The error of a path below the list, or of the list itself for an empty one. */
  errorAt: (path: string) => string | undefined;
  onChange: (parameters: QueryParameter[]) => void;
}) {
  const { parameters, errorAt, onChange } = props;
  const { t } = useTranslation("recovery");
  const change = (index: number, patch: Partial<QueryParameter>) =>
    onChange(
      parameters.map((each, position) => (position === index ? { ...each, ...patch } : each)),
    );
  const listError = errorAt("");
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0, minInlineSize: 0 }}>
      <BlockStack gap="200">
        <legend>
          <Text as="span">{t("content.queryParameters")}</Text>
        </legend>
        <Text as="p" tone="subdued">
          {t("content.queryParametersHelp")}
        </Text>
        {parameters.map(({ name, value }, index) => (
          <InlineStack key={index} gap="200" wrap={false} blockAlign="start">
            <Box width="45%">
              <TextField
                label={t("content.parameterName", { number: index + 1 })}
                labelHidden
                placeholder="utm_source"
                value={name}
                onChange={(next) => change(index, { name: next })}
                error={errorAt(`${index}.name`)}
                autoComplete="off"
                spellCheck={false}
              />
            </Box>
            <Box width="45%">
              <TextField
                label={t("content.parameterValue", { number: index + 1 })}
                labelHidden
                placeholder="line"
                value={value}
                onChange={(next) => change(index, { value: next })}
                error={errorAt(`${index}.value`)}
                autoComplete="off"
                spellCheck={false}
              />
            </Box>
            <Box paddingBlockStart="100">
              <Button
                icon={DeleteIcon}
                variant="tertiary"
                accessibilityLabel={t("content.removeParameter", { number: index + 1 })}
                onClick={() => onChange(parameters.filter((_, position) => position !== index))}
              />
            </Box>
          </InlineStack>
        ))}
        {listError && <InlineError message={listError} fieldID="query-parameters" />}
        <InlineStack>
          <Button
            id="query-parameters"
            icon={PlusIcon}
            variant="plain"
            disabled={parameters.length >= CONTENT_LIMITS.queryParameters}
            onClick={() => onChange([...parameters, { name: "", value: "" }])}
          >
            {t("content.addParameter")}
          </Button>
        </InlineStack>
      </BlockStack>
    </fieldset>
  );
}

import { BlockStack, Card, FormLayout, Text } from "@shopify/polaris";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { TagField } from "./tag-field.tsx";
import { type RecoveryEditing, sameParts } from "./use-recovery-form.ts";

/** What happens to a friend's tags after the chosen step was sent. */
export const AfterFields = memo(
  AfterCard,
  sameParts(({ editing: { form, errors }, index, tags }) => {
    const { addTagId, removeTagId } = form.steps[index]!;
    return [index, tags, errors, addTagId, removeTagId];
  }),
);

type Props = { editing: RecoveryEditing; index: number; tags: { id: string; name: string }[] };

function AfterCard(props: Props) {
  const { editing, index, tags } = props;
  const { t } = useTranslation("recovery");
  const step = editing.form.steps[index]!;
  const field = (name: "addTagId" | "removeTagId") => {
    const code = editing.errors[`steps.${index}.${name}`];
    return (
      <TagField
        key={`${index}.${name}`}
        label={t(`after.${name}`)}
        tags={tags}
        value={step[name]}
        error={code && t(`errors.${code}`)}
        onChange={(tagId) => editing.changeStep(index, { [name]: tagId })}
      />
    );
  };
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("after.heading", { step: t(`steps.at.${step.delayMinutes}`) })}
        </Text>
        <FormLayout>
          <FormLayout.Group>
            {field("addTagId")}
            {field("removeTagId")}
          </FormLayout.Group>
        </FormLayout>
      </BlockStack>
    </Card>
  );
}

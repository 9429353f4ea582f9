import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, InlineStack, Select, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

const NEW = "new";

type CreatedTag = { ok: true; tagId: string } | { ok: false; errors: { name: string } };

/** One of the shop's tags, none, or a new one that is made on the spot. */
export function TagField(props: {
  label: string;
  tags: { id: string; name: string }[];
  value: string | null;
  error: string | undefined;
  onChange: (tagId: string | null) => void;
}) {
  const { label, tags, value, error, onChange } = props;
  const { t } = useTranslation("recovery");
  const [isNaming, setIsNaming] = useState(false);
  return (
    <BlockStack gap="200">
      <Select
        label={label}
        value={isNaming ? NEW : (value ?? "")}
        error={error}
        options={[
          { label: t("after.noTag"), value: "" },
          ...tags.map(({ id, name }) => ({ label: name, value: id })),
          { label: t("after.newTag"), value: NEW },
        ]}
        onChange={(next) => {
          setIsNaming(next === NEW);
          if (next !== NEW) onChange(next || null);
        }}
      />
      {isNaming && (
        <NewTag
          onCreated={(tagId) => {
            setIsNaming(false);
            onChange(tagId);
          }}
        />
      )}
    </BlockStack>
  );
}

function NewTag({ onCreated }: { onCreated: (tagId: string) => void }) {
  const { t } = useTranslation("recovery");
  const fetcher = useFetcher<CreatedTag>();
  const [name, setName] = useState("");
  const { state, data } = fetcher;
  useEffect(() => {
    if (state === "idle" && data?.ok) onCreated(data.tagId);
    // Told once, when the answer has come; the callback is a new one at every drawing.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [state, data]);
  const create = () => void fetcher.submit({ intent: "create-tag", name }, { method: "post" });
  return (
    <InlineStack gap="200" blockAlign="end">
      <TextField
        label={t("after.newTagName")}
        value={name}
        onChange={setName}
        error={
          state === "idle" && data && !data.ok ? t(`errors.tag.${data.errors.name}`) : undefined
        }
        autoComplete="off"
        maxLength={40}
      />
      <Button onClick={create} loading={state !== "idle"}>
        {t("after.createTag")}
      </Button>
    </InlineStack>
  );
}

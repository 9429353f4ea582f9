import { useFetcher } from "@remix-run/react";
import {
  BlockStack,
  Button,
  Card,
  DropZone,
  InlineError,
  InlineStack,
  Text,
} from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/ui/format.tsx";
import { MAX_FILE_BYTES, MAX_ROWS } from "../import-stage.ts";
import { saveText } from "#app/ui/save-file.ts";

const MAX_MB = MAX_FILE_BYTES / 1024 / 1024;

/** Takes the file; what it is refused for stands beside it. */
export function UploadCard() {
  const { t } = useTranslation("imports");
  const format = useFormat();
  const fetcher = useFetcher<{ ok: boolean; error: string }>();
  const [file, setFile] = useState<File | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const limits = { size: format.number(MAX_MB), rows: format.number(MAX_ROWS) };
  const isBusy = fetcher.state !== "idle";
  const error = wrong ?? (isBusy ? null : fetcher.data?.error);
  const choose = (_all: File[], accepted: File[]) => {
    setFile(accepted[0] ?? null);
    setWrong(null);
  };
  const upload = () => {
    if (!file) return setWrong("no_file");
    if (file.size > MAX_FILE_BYTES) return setWrong("too_large");
    setWrong(null);
    const form = new FormData();
    form.append("file", file);
    fetcher.submit(form, { method: "post", encType: "multipart/form-data" });
  };
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {t("csv.title")}
          </Text>
          <Text as="p">{t("csv.body")}</Text>
          <Text as="p" tone="subdued">
            {t("csv.help")}
          </Text>
        </BlockStack>
        <DropZone
          label={t("csv.drop")}
          allowMultiple={false}
          disabled={isBusy}
          error={Boolean(error)}
          onDrop={choose}
          variableHeight
        >
          <DropZone.FileUpload actionHint={t("csv.hint", limits)} />
        </DropZone>
        {file && (
          <Text as="p" breakWord>
            {t("csv.chosen", {
              name: file.name,
              size: format.number(Math.ceil(file.size / 1024)),
            })}
          </Text>
        )}
        <div role="status">
          {error && <InlineError fieldID="file" message={t(`errors.${error}`, limits)} />}
        </div>
        <InlineStack gap="200">
          <Button variant="primary" loading={isBusy} onClick={upload}>
            {t("csv.upload")}
          </Button>
          <Button
            onClick={() =>
              saveText(
                "musubi-example.csv",
                `${t("exampleCustomer")},${t("exampleEmail")},${t("exampleLine")}\r\n` +
                  `7123456789012,,U0123456789abcdef0123456789abcdef\r\n` +
                  `,hanako@example.jp,Ufedcba9876543210fedcba9876543210\r\n`,
              )
            }
          >
            {t("csv.example")}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

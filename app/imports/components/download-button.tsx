import { Button, InlineError } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/ui/format.tsx";
import { saveAnswer } from "#app/ui/save-file.ts";

/** Saves the rows that were not taken. */
export function DownloadButton({ importId }: { importId: string }) {
  const { t } = useTranslation("imports");
  const { locale } = useFormat();
  const [state, setState] = useState<"idle" | "loading" | "failed">("idle");
  const save = async () => {
    setState("loading");
    const path = `/app/people/import/${importId}/list?locale=${locale}`;
    setState((await saveAnswer({ path, name: "musubi-not-linked.csv" })) ? "idle" : "failed");
  };
  return (
    <>
      <Button loading={state === "loading"} onClick={() => void save()}>
        {t("download.button")}
      </Button>
      {state === "failed" && <InlineError fieldID="download" message={t("download.failed")} />}
    </>
  );
}

import { SaveBar } from "@shopify/app-bridge-react";
import { useTranslation } from "react-i18next";

/** Shopify's save bar, shown while the page has changes. */
export function PageSaveBar({
  id,
  isDirty,
  isSaving,
  onSave,
  onDiscard,
}: {
  id: string;
  isDirty: boolean;
  isSaving: boolean;
  onSave: () => void;
  onDiscard: () => void;
}) {
  const { t } = useTranslation("settings");
  return (
    <SaveBar id={id} open={isDirty}>
      <button variant="primary" disabled={isSaving} onClick={onSave}>
        {t("save")}
      </button>
      <button disabled={isSaving} onClick={onDiscard}>
        {t("discard")}
      </button>
    </SaveBar>
  );
}

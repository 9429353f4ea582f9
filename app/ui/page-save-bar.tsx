import { useBlocker } from "@remix-run/react";
import { SaveBar, useAppBridge } from "@shopify/app-bridge-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

/** Shopify's save bar, shown while the page has changes. Who leaves them behind is asked first. */
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
  const { t } = useTranslation("common");
  const shopify = useAppBridge();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isDirty && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (blocker.state !== "blocked") return;
    // The admin asks by itself where its own navigation is used; then it answers at once here.
    void shopify.saveBar.leaveConfirmation().then(
      () => blocker.proceed(),
      () => blocker.reset(),
    );
  }, [blocker, shopify]);
  return (
    <SaveBar id={id} open={isDirty}>
      <button
        variant="primary"
        loading={isSaving ? "" : undefined}
        disabled={isSaving}
        onClick={onSave}
      >
        {t("saveBar.save")}
      </button>
      <button disabled={isSaving} onClick={onDiscard}>
        {t("saveBar.discard")}
      </button>
    </SaveBar>
  );
}

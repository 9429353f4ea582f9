import { useAppBridge } from "@shopify/app-bridge-react";
import { Button, TextField } from "@shopify/polaris";
import { useId, useRef } from "react";
import { useTranslation } from "react-i18next";

/** A value to be carried to LINE's console. */
export function CopyField({
  label,
  value,
  helpText,
}: {
  label: string;
  value: string;
  helpText?: string;
}) {
  const { t } = useTranslation("settings");
  const shopify = useAppBridge();
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      shopify.toast.show(t("copied"));
    } catch (error) {
      // A frame may be refused the clipboard; the selection is then copied by hand.
      if (!(error instanceof DOMException)) throw error;
      frame.current?.querySelector("input")?.select();
      shopify.toast.show(t("copyByHand"));
    }
  }
  return (
    <div ref={frame}>
      <TextField
        id={id}
        label={label}
        value={value}
        helpText={helpText}
        readOnly
        selectTextOnFocus
        autoComplete="off"
        connectedRight={
          <Button accessibilityLabel={`${t("copy")}: ${label}`} onClick={() => void copy()}>
            {t("copy")}
          </Button>
        }
      />
    </div>
  );
}

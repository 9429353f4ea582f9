import { TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { textColorOn } from "../readable-color.ts";

/** A colour by its hex value or by the browser's own picker, with the colour that letters on it will have. */
export function ColorField(props: {
  label: string;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}) {
  const { label, value, error, onChange } = props;
  const { t } = useTranslation("recovery");
  const isColor = /^#[0-9a-f]{6}$/i.test(value);
  const letters = textColorOn(value) === "#FFFFFF" ? "white" : "dark";
  return (
    <TextField
      label={label}
      value={value}
      onChange={onChange}
      error={error}
      helpText={isColor ? t(`content.letters.${letters}`) : undefined}
      autoComplete="off"
      spellCheck={false}
      maxLength={7}
      prefix={
        <input
          type="color"
          aria-label={t("content.pickColor", { field: label })}
          value={isColor ? value.toLowerCase() : "#000000"}
          onChange={(event) => onChange(event.target.value.toUpperCase())}
          style={{ inlineSize: 24, blockSize: 24, padding: 0, border: 0, background: "none" }}
        />
      }
    />
  );
}

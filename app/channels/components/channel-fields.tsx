import { BlockStack, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { ChannelField, ChannelFormErrors } from "../channel-form.ts";

const fields = {
  messaging: { id: "messagingChannelId", secret: "messagingSecret" },
  login: { id: "loginChannelId", secret: "loginSecret" },
} as const satisfies Record<string, Record<string, ChannelField>>;

/** Id and secret of one channel, each with what is wrong with it. */
export function ChannelFields({
  kind,
  values,
  errors,
  isSecretStored,
  onChange,
}: {
  kind: keyof typeof fields;
  values: Record<ChannelField, string>;
  errors: ChannelFormErrors;
  isSecretStored: boolean;
  onChange: (changed: Partial<Record<ChannelField, string>>) => void;
}) {
  const { t } = useTranslation("settings");
  const { id, secret } = fields[kind];
  const [idError, secretError] = [errors[id], errors[secret]];
  return (
    <BlockStack gap="300">
      <Text as="h3" variant="headingSm">
        {t(`channels.${kind}.title`)}
      </Text>
      {kind === "login" && <Text as="p">{t("channels.login.help")}</Text>}
      <TextField
        label={t(`channels.${kind}.id`)}
        name={id}
        value={values[id]}
        onChange={(value) => onChange({ [id]: value })}
        error={idError && t(`errors.${idError}`)}
        helpText={t(`channels.${kind}.idHelp`)}
        inputMode="numeric"
        autoComplete="off"
        requiredIndicator={kind === "messaging"}
      />
      <TextField
        label={t(`channels.${kind}.secret`)}
        name={secret}
        type="password"
        value={values[secret]}
        onChange={(value) => onChange({ [secret]: value })}
        error={secretError && t(`errors.${secretError}`)}
        helpText={t(`channels.${kind}.secretHelp`)}
        placeholder={isSecretStored ? t("channels.secretKept") : undefined}
        autoComplete="new-password"
      />
    </BlockStack>
  );
}

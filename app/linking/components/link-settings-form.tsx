import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import {
  BlockStack,
  Card,
  Checkbox,
  Form,
  Layout,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { PageSaveBar } from "#app/ui/page-save-bar.tsx";
import { defaultGreetingText } from "../link-greeting.ts";
import {
  defaultInviteButton,
  defaultInviteText,
  MAX_BUTTON_LABEL,
  MAX_BUTTONS_TEXT,
} from "../link-invitation.ts";
import { isClosable } from "../link-method.ts";
import { type LinkSettingsErrors, TEXT_LIMIT } from "../link-settings.ts";
import type { LinkSettings } from "../read-link-settings.server.ts";
import { GreetingPreview, type GreetingSetting } from "./greeting-preview.tsx";
import { WayFields } from "./way-fields.tsx";

type Answer = { ok: true } | { ok: false; errors: LinkSettingsErrors };

/** The settings as they stand in fields; posted as they are. */
function toValues(settings: LinkSettings) {
  return {
    customerTag: settings.customerTag,
    privacyPolicyUrl: settings.privacyPolicyUrl ?? "",
    greets: settings.greets ? "on" : "",
    greetingText: settings.greetingText ?? "",
    giftCode: settings.giftCode ?? "",
    friendTagId: settings.friendTagId ?? "",
    inviteText: settings.inviteText ?? "",
    inviteButton: settings.inviteButton ?? "",
    liffId: settings.liffId ?? "",
    closedWays: settings.closedWays.join(","),
  };
}
type Values = ReturnType<typeof toValues>;

/** Ways, greeting with its preview, invitation, LIFF, customer tag and privacy policy. */
export function LinkSettingsForm(props: {
  settings: LinkSettings;
  tags: { id: string; name: string }[];
  preview: GreetingSetting;
}) {
  const { settings, tags, preview } = props;
  const { t } = useTranslation(["linking", "settings"]);
  const shopify = useAppBridge();
  const fetcher = useFetcher<Answer>();
  const stored = toValues(settings);
  const [values, setValues] = useState(stored);
  const [hidesErrors, setHidesErrors] = useState(false);
  const answer = fetcher.data;
  const errors = answer?.ok === false && !hidesErrors ? answer.errors : {};
  const names = Object.keys(stored) as (keyof Values)[];
  const isDirty = names.some((name) => values[name].trim() !== stored[name]);
  useEffect(() => {
    if (answer?.ok) shopify.toast.show(t("settings:saved"));
    // What is wrong may be far below the button that saves.
    if (answer?.ok === false) document.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [answer, shopify, t]);

  function save() {
    setHidesErrors(false);
    void fetcher.submit(values, { method: "post" });
  }
  function discard() {
    setHidesErrors(true);
    setValues(stored);
  }
  const change = (changes: Partial<Values>) => setValues((now) => ({ ...now, ...changes }));
  /** What every text field has: its value and its error. */
  const field = (name: keyof Values) => ({
    name,
    value: values[name],
    onChange: (value: string) => change({ [name]: value }),
    error: errors[name] && t(`settings:linking.errors.${errors[name]}`),
  });
  return (
    <Form onSubmit={save}>
      <PageSaveBar
        id="link-settings-save-bar"
        isDirty={isDirty}
        isSaving={fetcher.state !== "idle"}
        onSave={save}
        onDiscard={discard}
      />
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <WayFields
              closed={values.closedWays.split(",").filter(isClosable)}
              onChange={(ways) => change({ closedWays: ways.join(",") })}
            />
            <Group heading={t("settings.greeting.heading")} about={t("settings.greeting.about")}>
              <Checkbox
                label={t("settings.greeting.greets")}
                checked={values.greets === "on"}
                onChange={(greets) => change({ greets: greets ? "on" : "" })}
              />
              <TextField
                {...field("greetingText")}
                label={t("settings.greeting.text")}
                helpText={t("settings.greeting.textHelp", { variables: "{{name}} {{shop}}" })}
                placeholder={defaultGreetingText(preview.shop.locale)}
                multiline={4}
                maxLength={TEXT_LIMIT}
                autoComplete="off"
              />
              <TextField
                {...field("giftCode")}
                label={t("settings.greeting.giftCode")}
                helpText={t("settings.greeting.giftCodeHelp")}
                autoComplete="off"
              />
              <Select
                {...field("friendTagId")}
                label={t("settings.greeting.friendTag")}
                helpText={t("settings.greeting.tagsHelp")}
                options={[
                  { label: t("settings.greeting.noTag"), value: "" },
                  ...tags.map(({ id, name }) => ({ label: name, value: id })),
                ]}
              />
            </Group>
            <Group heading={t("settings.invite.heading")}>
              <TextField
                {...field("inviteText")}
                label={t("settings.invite.text")}
                helpText={t("settings.invite.textHelp")}
                placeholder={defaultInviteText(preview.shop)}
                multiline={5}
                maxLength={MAX_BUTTONS_TEXT}
                showCharacterCount
                autoComplete="off"
              />
              <TextField
                {...field("inviteButton")}
                label={t("settings.invite.button")}
                helpText={t("settings.invite.buttonHelp")}
                placeholder={defaultInviteButton(preview.shop.locale)}
                maxLength={MAX_BUTTON_LABEL}
                showCharacterCount
                autoComplete="off"
              />
            </Group>
            <Group heading={t("settings.liff.heading")}>
              <TextField
                {...field("liffId")}
                label={t("settings.liff.id")}
                helpText={t("settings.liff.idHelp")}
                placeholder="1234567890-AbCdEfGh"
                autoComplete="off"
              />
            </Group>
            <Group heading={t("settings.mark.heading")}>
              <TextField
                {...field("customerTag")}
                label={t("settings:linking.customerTag")}
                helpText={t("settings:linking.customerTagHelp")}
                autoComplete="off"
                requiredIndicator
              />
              <TextField
                {...field("privacyPolicyUrl")}
                label={t("settings:linking.privacyPolicyUrl")}
                helpText={t("settings:linking.privacyPolicyUrlHelp")}
                type="url"
                autoComplete="url"
              />
            </Group>
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <GreetingPreview
            greets={values.greets === "on"}
            text={values.greetingText}
            giftCode={values.giftCode}
            setting={preview}
          />
        </Layout.Section>
      </Layout>
    </Form>
  );
}

function Group(props: { heading: string; about?: string; children: ReactNode }) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {props.heading}
        </Text>
        {props.about && (
          <Text as="p" tone="subdued">
            {props.about}
          </Text>
        )}
        {props.children}
      </BlockStack>
    </Card>
  );
}

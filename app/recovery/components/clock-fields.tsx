import { BlockStack, Card, Checkbox, FormLayout, List, Text, TextField } from "@shopify/polaris";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { SETTING_LIMITS } from "../recovery-form.ts";
import { type RecoveryEditing, sameParts } from "./use-recovery-form.ts";

const RULES = ["start", "validity", "together", "newer", "past", "ordered", "linked"] as const;

/** When a due step may go: the merchant's settings, and the rules that always hold. */
export const ClockFields = memo(
  ClockCard,
  sameParts(({ editing: { form, errors }, timeZone }) => {
    const settings = Object.entries(form).filter(([name]) => name !== "steps");
    return [...settings.map(([, value]) => value), errors, timeZone];
  }),
);

function ClockCard({ editing, timeZone }: { editing: RecoveryEditing; timeZone: string }) {
  const { t } = useTranslation("recovery");
  const { form, errors, change } = editing;
  const time = (name: "sendingFromMinute" | "sendingUntilMinute") => (
    <TextField
      label={t(`clock.${name}`)}
      type="time"
      value={toTime(form[name])}
      onChange={(value) => change({ [name]: toMinutes(value) ?? form[name] })}
      autoComplete="off"
    />
  );
  const amount = (name: keyof typeof SETTING_LIMITS, suffix: "minutes" | "days") => {
    const code = errors[name];
    return (
      <TextField
        label={t(`clock.${name}`)}
        helpText={t(`clock.${name}Help`)}
        type="number"
        inputMode="numeric"
        {...SETTING_LIMITS[name]}
        value={Number.isNaN(form[name]) ? "" : String(form[name])}
        suffix={t(`clock.${suffix}`)}
        onChange={(value) => change({ [name]: value === "" ? Number.NaN : Number(value) })}
        error={code && t(`errors.${code}`, SETTING_LIMITS[name])}
        autoComplete="off"
      />
    );
  };
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("clock.heading")}
        </Text>
        <FormLayout>
          <FormLayout.Group helpText={t("clock.hoursHelp", { timeZone })}>
            {time("sendingFromMinute")}
            {time("sendingUntilMinute")}
          </FormLayout.Group>
          <FormLayout.Group>
            {amount("activityPauseMinutes", "minutes")}
            {amount("quietMinutes", "minutes")}
          </FormLayout.Group>
          <Checkbox
            label={t("clock.onlyNeverReminded")}
            helpText={t("clock.onlyNeverRemindedHelp")}
            checked={form.onlyNeverReminded}
            onChange={(onlyNeverReminded) => change({ onlyNeverReminded })}
          />
          {amount("attributionDays", "days")}
        </FormLayout>
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            {t("rules.heading")}
          </Text>
          <List>
            {RULES.map((rule) => (
              <List.Item key={rule}>{t(`rules.${rule}`)}</List.Item>
            ))}
          </List>
        </BlockStack>
      </BlockStack>
    </Card>
  );
}

function toTime(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
}

function toMinutes(time: string): number | null {
  const [, hour, minute] = /^(\d{2}):(\d{2})/.exec(time) ?? [];
  return hour && minute ? Number(hour) * 60 + Number(minute) : null;
}

import { useTranslation } from "react-i18next";
import type { StepDelay } from "../recovery-step.ts";
import type { SendSubject } from "../send-subjects.server.ts";

/** How lists of sends call a person and a message. */
export function useSendLabels() {
  const { t } = useTranslation(["results", "recovery"]);
  return {
    person: ({ personName, customerNumber }: Pick<SendSubject, "personName" | "customerNumber">) =>
      personName ??
      (customerNumber ? t("sends.customer", { number: customerNumber }) : t("sends.nobody")),
    /** @param delayMinutes null for a test send */
    step: (delayMinutes: StepDelay | null) =>
      delayMinutes === null ? t("sends.test") : t(`recovery:steps.at.${delayMinutes}`),
  };
}

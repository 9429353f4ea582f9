import { useTranslation } from "react-i18next";
import type { StepDelay } from "../recovery-step.ts";
import type { SendSubject } from "../send-subjects.server.ts";

/** Programmes whose messages have one name. */
const NAMED = ["link_invite", "link_greeting", "answer"] as const;

/** How lists of sends call a person and a message. */
export function useSendLabels() {
  const { t } = useTranslation(["results", "recovery"]);
  return {
    person: ({ personName, customerNumber }: Pick<SendSubject, "personName" | "customerNumber">) =>
      personName ??
      (customerNumber ? t("sends.customer", { number: customerNumber }) : t("sends.nobody")),
    /** What was or is to be sent: a step of recovery, or a message of another programme. */
    step: ({ kind, delayMinutes }: { kind: string; delayMinutes: StepDelay | null }) =>
      delayMinutes === null
        ? t(`sends.${NAMED.find((name) => name === kind) ?? "test"}`)
        : t(`recovery:steps.at.${delayMinutes}`),
  };
}

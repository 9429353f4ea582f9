import type { BadgeProps } from "@shopify/polaris";
import type { SendState } from "#app/messages/send.ts";

/** The colour of a state's badge; grey where there is nothing to see to. */
export const SEND_TONES: Partial<Record<SendState, BadgeProps["tone"]>> = {
  accepted: "success",
  held: "attention",
  rejected: "critical",
  unknown: "warning",
  planned: "info",
  dispatching: "info",
};

import { z } from "zod";
import { recoveryContent, STEP_DELAYS } from "./recovery-step.ts";

const minuteOfDay = z.number().int().min(0).max(1439);

/** Bounds of the clock's settings. Pauses longer than a step's validity of a day would let every step expire. */
export const SETTING_LIMITS = {
  activityPauseMinutes: { min: 0, max: 120 },
  quietMinutes: { min: 0, max: 24 * 60 },
  attributionDays: { min: 1, max: 30 },
} as const;

const whole = ({ min, max }: { min: number; max: number }) =>
  z
    .number({ error: "invalid_number" })
    .int({ error: "invalid_number" })
    .min(min, { error: "out_of_range" })
    .max(max, { error: "out_of_range" });

const stepForm = z
  .object({
    delayMinutes: z.literal(STEP_DELAYS),
    isOn: z.boolean(),
    content: recoveryContent,
    addTagId: z.uuid({ error: "unknown_tag" }).nullable(),
    removeTagId: z.uuid({ error: "unknown_tag" }).nullable(),
  })
  .refine((step) => step.addTagId === null || step.addTagId !== step.removeTagId, {
    path: ["removeTagId"],
    error: "same_tag",
  });

/** Everything on the cart recovery page, as it is saved. */
export const recoveryForm = z.object({
  isOn: z.boolean(),
  sendingFromMinute: minuteOfDay,
  sendingUntilMinute: minuteOfDay,
  activityPauseMinutes: whole(SETTING_LIMITS.activityPauseMinutes),
  quietMinutes: whole(SETTING_LIMITS.quietMinutes),
  onlyNeverReminded: z.boolean(),
  attributionDays: whole(SETTING_LIMITS.attributionDays),
  /** One for each of STEP_DELAYS, in their order. */
  steps: z
    .array(stepForm)
    .length(STEP_DELAYS.length)
    .refine((steps) => steps.every((step, index) => step.delayMinutes === STEP_DELAYS[index]), {
      error: "invalid_steps",
    }),
});

export type RecoveryForm = z.infer<typeof recoveryForm>;
export type StepForm = RecoveryForm["steps"][number];

/** Error codes by field: `steps.3.content.title` → `too_long`. */
export type FormErrors = Record<string, string>;

/** The first error of each field. */
export function errorsOf(error: z.ZodError): FormErrors {
  const errors: FormErrors = {};
  for (const { path, message } of error.issues) errors[path.join(".")] ??= message;
  return errors;
}

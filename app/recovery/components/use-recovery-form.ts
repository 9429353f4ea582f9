import { useCallback, useState } from "react";
import type { FormErrors, RecoveryForm, StepForm } from "../recovery-form.ts";
import type { RecoveryContent } from "../recovery-step.ts";

export type RecoveryEditing = {
  form: RecoveryForm;
  errors: FormErrors;
  isDirty: boolean;
  /** Which of the steps is being edited. */
  chosen: number;
  choose: (index: number) => void;
  change: (patch: Partial<RecoveryForm>) => void;
  changeStep: (index: number, patch: Partial<StepForm>) => void;
  changeContent: (index: number, patch: Partial<RecoveryContent>) => void;
  /** Back to what is saved. */
  reset: () => void;
  /** Puts errors beside their fields, and the first step that has one before the merchant. */
  showErrors: (errors: FormErrors) => void;
};

/** Whether a path names this part of the form, or something within it. */
const isWithin = (path: string, part: string) => path === part || path.startsWith(`${part}.`);

/** The page's form while it is edited. A field's error goes when the field, or what it is part of, is changed. */
export function useRecoveryForm(saved: RecoveryForm): RecoveryEditing {
  const [form, setForm] = useState(saved);
  const [errors, setErrors] = useState<FormErrors>({});
  const [chosen, choose] = useState(() =>
    Math.max(
      0,
      saved.steps.findIndex((step) => step.isOn),
    ),
  );

  const forget = (prefix: string, patch: object) =>
    setErrors((before) => {
      const changed = Object.keys(patch).map((name) => `${prefix}${name}`);
      return Object.fromEntries(
        Object.entries(before).filter(
          ([path]) => !changed.some((name) => isWithin(path, name) || isWithin(name, path)),
        ),
      );
    });
  const mapStep = (index: number, edit: (step: StepForm) => StepForm) =>
    setForm((before) => ({
      ...before,
      steps: before.steps.map((step, position) => (position === index ? edit(step) : step)),
    }));

  return {
    form,
    errors,
    chosen,
    choose,
    isDirty: JSON.stringify(form) !== JSON.stringify(saved),
    change(patch) {
      setForm((before) => ({ ...before, ...patch }));
      forget("", patch);
    },
    changeStep(index, patch) {
      mapStep(index, (step) => ({ ...step, ...patch }));
      forget(`steps.${index}.`, patch);
    },
    changeContent(index, patch) {
      mapStep(index, (step) => ({ ...step, content: { ...step.content, ...patch } }));
      forget(`steps.${index}.content.`, patch);
    },
    reset: useCallback(() => {
      setForm(saved);
      setErrors({});
    }, [saved]),
    showErrors(found) {
      setErrors(found);
      const step = /^steps\.(\d)\./.exec(Object.keys(found)[0] ?? "")?.[1];
      if (step) choose(Number(step));
    },
  };
}

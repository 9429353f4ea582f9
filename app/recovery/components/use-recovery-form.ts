import { useCallback, useMemo, useState } from "react";
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

/**
 * For `memo`: whether what a part of the page shows is as it was. Typing in one part so draws that part alone again.
 *
 * @param shown everything that the part draws
 */
export const sameParts =
  <Props>(shown: (props: Props) => unknown[]) =>
  (before: Readonly<Props>, after: Readonly<Props>): boolean => {
    const [old, next] = [shown(before), shown(after)];
    return old.length === next.length && old.every((value, index) => Object.is(value, next[index]));
  };

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

  // The same at every drawing, so that `sameParts` may leave them out.
  const changes = useMemo(() => {
    const forget = (prefix: string, patch: object) => {
      const changed = Object.keys(patch).map((name) => `${prefix}${name}`);
      const isOver = (path: string) =>
        changed.some((name) => isWithin(path, name) || isWithin(name, path));
      setErrors((before) =>
        Object.keys(before).some(isOver)
          ? Object.fromEntries(Object.entries(before).filter(([path]) => !isOver(path)))
          : before,
      );
    };
    const mapStep = (index: number, edit: (step: StepForm) => StepForm) =>
      setForm((before) => ({
        ...before,
        steps: before.steps.map((step, position) => (position === index ? edit(step) : step)),
      }));
    return {
      change(patch: Partial<RecoveryForm>) {
        setForm((before) => ({ ...before, ...patch }));
        forget("", patch);
      },
      changeStep(index: number, patch: Partial<StepForm>) {
        mapStep(index, (step) => ({ ...step, ...patch }));
        forget(`steps.${index}.`, patch);
      },
      changeContent(index: number, patch: Partial<RecoveryContent>) {
        mapStep(index, (step) => ({ ...step, content: { ...step.content, ...patch } }));
        forget(`steps.${index}.content.`, patch);
      },
    };
  }, []);

  return {
    form,
    errors,
    chosen,
    choose,
    isDirty: JSON.stringify(form) !== JSON.stringify(saved),
    ...changes,
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

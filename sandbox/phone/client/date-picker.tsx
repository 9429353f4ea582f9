import { useEffect, useRef, useState } from "react";
import type { LineAction } from "#app/ui/line-talk/line-message.ts";
import type { Words } from "./words.ts";

export type DateAction = Extract<LineAction, { type: "datetimepicker" }>;

const inputTypes = { date: "date", time: "time", datetime: "datetime-local" } as const;

/**
 * LINE's date picker, by the browser's own. Answers as LINE's postback does: `{ date }`, `{ time }` or `{ datetime }` in the forms
 * 2017-06-18, 06:15 and 2017-06-18T06:15, in nobody's time zone.
 */
export function DatePicker({
  action,
  words,
  onDone,
}: {
  action: DateAction;
  words: Words;
  onDone: (params: Record<string, string> | undefined) => void;
}) {
  const mode = action.mode ?? "datetime";
  const [value, setValue] = useState((action.initial ?? "").replace("t", "T"));
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="ph-dialog" onClose={() => onDone(undefined)}>
      <form
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault();
          onDone({ [mode]: value });
        }}
      >
        <label>
          {action.label ?? words.choose}
          <input
            type={inputTypes[mode]}
            required
            value={value}
            min={action.min?.replace("t", "T")}
            max={action.max?.replace("t", "T")}
            onChange={(event) => setValue(event.target.value)}
          />
        </label>
        <div className="ph-dialog__buttons">
          <button type="button" onClick={() => onDone(undefined)}>
            {words.cancel}
          </button>
          <button type="submit">{words.ok}</button>
        </div>
      </form>
    </dialog>
  );
}

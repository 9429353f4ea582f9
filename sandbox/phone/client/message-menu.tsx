import { useEffect, useRef } from "react";
import type { TalkMessage } from "../../line/state.ts";
import type { Words } from "./words.ts";

export type Choice = "reply" | "edit" | "unsend";

/** What LINE's app offers when one holds a message down. */
export function MessageMenu({
  message,
  words,
  onDone,
}: {
  message: TalkMessage;
  words: Words;
  onDone: (choice: Choice | undefined) => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const isMine = message.via === "typed" && message.unsentAt === undefined;
  return (
    <dialog
      ref={dialog}
      className="ph-dialog"
      aria-label={words.more}
      onClose={() => onDone(undefined)}
    >
      <div className="ph-dialog__buttons">
        {message.quoteToken && !message.unsentAt && (
          <button type="button" onClick={() => onDone("reply")}>
            {words.reply}
          </button>
        )}
        {isMine && message.message.type === "text" && (
          <button type="button" onClick={() => onDone("edit")}>
            {words.edit}
          </button>
        )}
        {isMine && (
          <button type="button" onClick={() => onDone("unsend")}>
            {words.unsend}
          </button>
        )}
        <button type="button" onClick={() => onDone(undefined)}>
          {words.cancel}
        </button>
      </div>
    </dialog>
  );
}

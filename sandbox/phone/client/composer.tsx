import { useRef, useState } from "react";
import type { PhoneAct } from "../../line/phone-acts.ts";
import { emojis, mediaAct } from "./media-act.ts";
import type { Words } from "./words.ts";

/** Stickers of LINE's list of sendable ones: Moon, and Brown and his friends. */
const stickers = ["1988", "1989", "1990", "1991", "1992", "1993", "1994", "1995"].map(
  (stickerId) => ({ packageId: "446", stickerId }),
);

/** What one writes with: text, stickers, LINE emoji, pictures, films, sounds and files. */
export function Composer({
  draft,
  words,
  inputRef,
  fileRef,
  onDraft,
  onText,
  onAct,
  onFailure,
  onMenu,
}: {
  draft: string;
  words: Words;
  inputRef: React.RefObject<HTMLTextAreaElement>;
  fileRef: React.RefObject<HTMLInputElement>;
  onDraft: (text: string) => void;
  onText: (text: string) => void;
  onAct: (act: PhoneAct) => void;
  onFailure: (reason: string) => void;
  onMenu: () => void;
}) {
  const [hasStickers, setHasStickers] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const send = (input: HTMLInputElement) => {
    const file = input.files?.[0];
    input.value = "";
    if (file) mediaAct(file).then(onAct, (error: unknown) => onFailure(String(error)));
  };
  return (
    <>
      {hasStickers && (
        <ul className="ph-stickers" aria-label={words.stickers}>
          {stickers.map((sticker) => (
            <li key={sticker.stickerId}>
              <button
                type="button"
                onClick={() => {
                  onAct({ type: "sticker", ...sticker });
                  setHasStickers(false);
                }}
              >
                <img
                  src={`./api/stickers/${sticker.packageId}/${sticker.stickerId}.svg`}
                  alt={`${sticker.packageId}/${sticker.stickerId}`}
                />
              </button>
            </li>
          ))}
          {emojis.map(({ productId, emojiId, text }) => (
            <li key={emojiId}>
              <button type="button" onClick={() => onDraft(draft + text)}>
                <img src={`./api/emojis/${productId}/${emojiId}.svg`} alt={text} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <form
        ref={form}
        className="ph-composer"
        onSubmit={(event) => {
          event.preventDefault();
          if (draft.trim()) onText(draft);
          onDraft("");
        }}
      >
        <label className="ph-file" title={words.photo}>
          <span aria-hidden="true">＋</span>
          <span className="ph-hidden">{words.photo}</span>
          <input
            ref={fileRef}
            type="file"
            accept="image/png,image/jpeg,video/*"
            onChange={(event) => send(event.target)}
          />
        </label>
        <label className="ph-file" title={words.file}>
          <span aria-hidden="true">⎘</span>
          <span className="ph-hidden">{words.file}</span>
          <input type="file" onChange={(event) => send(event.target)} />
        </label>
        <button
          type="button"
          className="ph-sticker-button"
          aria-label={words.more}
          onClick={onMenu}
        >
          ⋯
        </button>
        <textarea
          ref={inputRef}
          rows={1}
          value={draft}
          aria-label={words.writeHere}
          placeholder={words.writeHere}
          onChange={(event) => onDraft(event.target.value)}
          onKeyDown={(event) => {
            // While Japanese is being converted, Enter belongs to the input method.
            const isSend =
              event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing;
            if (!isSend) return;
            event.preventDefault();
            form.current?.requestSubmit();
          }}
        />
        <button
          type="button"
          className="ph-sticker-button"
          aria-label={words.stickers}
          aria-expanded={hasStickers}
          onClick={() => setHasStickers(!hasStickers)}
        >
          ☺
        </button>
        <button type="submit" className="ph-send" disabled={!draft.trim()}>
          {words.send}
        </button>
      </form>
    </>
  );
}

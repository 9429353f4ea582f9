import { useRef, useState } from "react";
import { LineStamp } from "#app/ui/line-talk/line-stamp.tsx";
import type { PhoneAct } from "../../line/phone-acts.ts";
import type { Words } from "./words.ts";

/** Stickers of LINE's list of sendable ones: Moon, and Brown and his friends. */
const stickers = ["1988", "1989", "1990", "1991", "1992", "1993", "1994", "1995"].map(
  (stickerId) => ({ packageId: "446", stickerId }),
);

/** What one writes with: text, stickers, a picture. */
export function Composer({
  draft,
  words,
  inputRef,
  fileRef,
  onDraft,
  onAct,
}: {
  draft: string;
  words: Words;
  inputRef: React.RefObject<HTMLTextAreaElement>;
  fileRef: React.RefObject<HTMLInputElement>;
  onDraft: (text: string) => void;
  onAct: (act: PhoneAct) => void;
}) {
  const [hasStickers, setHasStickers] = useState(false);
  const form = useRef<HTMLFormElement>(null);
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
                <LineStamp kind="sticker" packageId={sticker.packageId} id={sticker.stickerId} />
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
          if (draft.trim()) onAct({ type: "text", text: draft });
          onDraft("");
        }}
      >
        <label className="ph-file" title={words.photo}>
          <span aria-hidden="true">＋</span>
          <span className="ph-hidden">{words.photo}</span>
          <input
            ref={fileRef}
            type="file"
            accept="image/png,image/jpeg"
            onChange={(event) => {
              const file = event.target.files?.[0];
              event.target.value = "";
              if (file) void imageAct(file).then(onAct);
            }}
          />
        </label>
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

async function imageAct(file: File): Promise<PhoneAct> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return { type: "image", base64: btoa(binary), contentType: file.type };
}

import { useEffect, useMemo, useRef, useState } from "react";
import type { ReactNode } from "react";
import { LineTalk } from "#app/ui/line-talk/line-talk.tsx";
import type { LineAction } from "#app/ui/line-talk/line-message.ts";
import { PhoneFrame } from "#app/ui/line-talk/phone-frame.tsx";
import type { TalkLanguage } from "#app/ui/line-talk/talk-words.ts";
import type { PhoneAct } from "../../line/phone-acts.ts";
import type { MessagingChannel, Talk, TalkMessage } from "../../line/state.ts";
import { Composer } from "./composer.tsx";
import { DatePicker } from "./date-picker.tsx";
import type { DateAction } from "./date-picker.tsx";
import { textAct } from "./media-act.ts";
import { MessageMenu } from "./message-menu.tsx";
import type { Choice } from "./message-menu.tsx";
import { summaryOf, talkEntries } from "./talk-entries.ts";
import { useStayAtEnd } from "./use-stay-at-end.ts";
import { words } from "./words.ts";

/** Where LINE's "send location" begins to look: Tokyo Station. */
const somewhere = {
  title: "東京駅",
  address: "東京都千代田区丸の内1丁目",
  latitude: 35.681236,
  longitude: 139.767125,
};

/** One talk: what was said, and everything that can be done in it. */
export function TalkScreen({
  talk,
  channel,
  language,
  header,
  onAct,
  onNotice,
}: {
  talk: Talk;
  channel: MessagingChannel;
  language: TalkLanguage;
  header: ReactNode;
  onAct: (act: PhoneAct) => void;
  onNotice: (text: string) => void;
}) {
  const w = words[language];
  const [draft, setDraft] = useState("");
  const [picking, setPicking] = useState<DateAction>();
  const input = useRef<HTMLTextAreaElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const [held, setHeld] = useState<TalkMessage>();
  const [writing, setWriting] = useState<{ how: "reply" | "edit"; message: TalkMessage }>();
  const entries = useMemo(() => talkEntries(talk.messages, language), [talk.messages, language]);
  const end = useStayAtEnd(entries.length);

  function write(text: string) {
    setWriting(undefined);
    if (writing?.how === "edit")
      return onAct({ type: "edit", messageId: writing.message.messageId, text });
    return onAct(textAct(text, writing?.message.quoteToken));
  }

  function choose(message: TalkMessage, choice: Choice | undefined) {
    setHeld(undefined);
    if (choice === undefined) return;
    if (choice === "unsend") return onAct({ type: "unsend", messageId: message.messageId });
    setWriting({ how: choice, message });
    const { text } = message.message;
    if (choice === "edit" && typeof text === "string") setDraft(text);
    input.current?.focus();
  }

  /** Holding a message down, or pressing the other mouse button on it. */
  function hold(event: React.MouseEvent) {
    const item = (event.target as Element).closest(".lt-talk__entry");
    const index = item ? [...(item.parentElement?.children ?? [])].indexOf(item) : -1;
    const message = entries[index]?.of;
    if (!message) return;
    event.preventDefault();
    setHeld(message);
  }

  function tap(action: LineAction) {
    switch (action.type) {
      case "uri":
        return openUri(action.uri ?? "");
      case "message":
        return onAct({ type: "message", text: action.text ?? "" });
      case "postback": {
        const { data = "", displayText, text, inputOption, fillInText } = action;
        onAct({ type: "postback", data, displayText, text });
        if (inputOption !== "openKeyboard") return;
        setDraft(fillInText ?? "");
        return input.current?.focus();
      }
      case "datetimepicker":
        return setPicking(action);
      case "clipboard":
        return void navigator.clipboard.writeText(action.clipboardText ?? "").then(
          () => onNotice(w.copied),
          (error: unknown) => onNotice(w.failed(String(error))),
        );
      case "camera":
      case "cameraRoll":
        return file.current?.click();
      case "location":
        return onAct({ type: "location", ...somewhere });
      case "richmenuswitch":
        return;
    }
  }

  /** A browser can open web addresses; what LINE or the phone itself would open is told instead. */
  function openUri(uri: string) {
    if (/^https?:/i.test(uri)) window.open(asOpenedHere(uri, talk.userId), "_blank", "noopener");
    else onNotice(w.opens(uri));
  }

  const isBlocked = talk.friendship === "blocked";
  return (
    <PhoneFrame
      title={channel.displayName}
      heading="h1"
      header={header}
      actions={
        talk.friendship === "following" && (
          <button type="button" className="ph-quiet" onClick={() => onAct({ type: "block" })}>
            {w.block}
          </button>
        )
      }
      footer={
        talk.friendship === "following" ? (
          <>
            {writing && (
              <p className="ph-writing">
                {writing.how === "edit"
                  ? w.editing
                  : w.quoting(summaryOf(writing.message, language))}
                <button type="button" className="ph-quiet" onClick={() => setWriting(undefined)}>
                  {w.cancel}
                </button>
              </p>
            )}
            <Composer
              draft={draft}
              words={w}
              inputRef={input}
              fileRef={file}
              onDraft={setDraft}
              onText={write}
              onAct={onAct}
              onFailure={(reason) => onNotice(w.failed(reason))}
              onMenu={() => setHeld(talk.messages.at(-1))}
            />
          </>
        ) : (
          <div className="ph-stranger">
            <p>{isBlocked ? w.blocked : w.notFriend}</p>
            <button
              type="button"
              className="ph-primary"
              onClick={() => onAct({ type: isBlocked ? "unblock" : "follow" })}
            >
              {isBlocked ? w.unblock : w.addFriend}
            </button>
          </div>
        )
      }
    >
      <div onContextMenu={hold}>
        <LineTalk
          messages={entries}
          bot={{ name: channel.displayName, pictureUrl: channel.pictureUrl }}
          language={language}
          onAction={tap}
          stampUrl={drawnByStandIn}
        />
      </div>
      {held && <MessageMenu message={held} words={w} onDone={(choice) => choose(held, choice)} />}
      {talk.loadingUntilRealAt !== undefined && (
        <LoadingAnimation
          key={talk.loadingUntilRealAt}
          untilRealAt={talk.loadingUntilRealAt}
          label={w.typing}
        />
      )}
      <div ref={end} />
      {picking && (
        <DatePicker
          action={picking}
          words={w}
          onDone={(params) => {
            setPicking(undefined);
            if (params) onAct({ type: "postback", data: picking.data ?? "", params });
          }}
        />
      )}
    </PhoneFrame>
  );
}

/** LINE's own drawings are not to be had here. */
const drawnByStandIn = (kind: "sticker" | "emoji", packageId: string, id: string) =>
  `./api/${kind}s/${encodeURIComponent(packageId)}/${encodeURIComponent(id)}.svg`;

/** A LIFF URL opens in LINE's own browser, which knows whose phone it is. */
function asOpenedHere(uri: string, userId: string): string {
  const url = new URL(uri);
  const isStandIn =
    url.hostname === "localhost" && /^\/liff\/\d{10}-\w{8}(\/|$)/.test(url.pathname);
  if (isStandIn) url.searchParams.set("sandbox.user", userId);
  return url.href;
}

/** The dots that a bot shows while it prepares an answer; they end by themselves. */
function LoadingAnimation({ untilRealAt, label }: { untilRealAt: number; label: string }) {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsOver(true), untilRealAt - Date.now());
    return () => clearTimeout(timer);
  }, [untilRealAt]);
  if (isOver) return null;
  return (
    <p className="ph-dots" role="img" aria-label={label}>
      <i />
      <i />
      <i />
    </p>
  );
}

import { useMemo } from "react";
import { LineMessageView } from "./line-message-view.tsx";
import type { LineMessage } from "./line-message.ts";
import { QuickReplies } from "./quick-replies.tsx";
import { safeMediaUrl } from "./safe-uri.ts";
import { TalkSettingProvider, useTalkSetting } from "./tap.tsx";
import type { OnAction, StampUrl } from "./tap.tsx";
import { talkWords } from "./talk-words.ts";
import type { TalkLanguage } from "./talk-words.ts";

/** One thing in a talk. `at` is epoch milliseconds. A notice is what LINE itself says in grey ("… joined"). */
export type TalkEntry =
  | { id: string; at: number; from: "bot"; message: LineMessage }
  | { id: string; at: number; from: "user"; message: LineMessage; isRead?: boolean }
  | { id: string; at: number; from: "notice"; text: string };

const day = { month: "numeric", day: "numeric", weekday: "short" } as const;

export type TalkBot = { name: string; pictureUrl?: string };

/**
 * A talk between a user and a bot, as the user's LINE draws it, oldest first: dates, icon and name, bubbles, times, "read",
 * and the quick replies of the last message.
 * @param onAction called for every tap; without it the talk is a picture, with nothing to press (a preview)
 * @param stampUrl where stickers and LINE emoji are drawn from; LINE's own image server by default
 * @param textScale the reader's font size, 1 being LINE's normal; acts on components with `scaling`
 */
export function LineTalk({
  messages,
  bot,
  onAction,
  language = "ja",
  timeZone = "Asia/Tokyo",
  textScale = 1,
  stampUrl,
}: {
  messages: readonly TalkEntry[];
  bot: TalkBot;
  onAction?: OnAction;
  language?: TalkLanguage;
  timeZone?: string;
  textScale?: number;
  stampUrl?: StampUrl;
}) {
  const words = talkWords[language];
  const last = messages.at(-1);
  const quickReply = last?.from === "bot" ? last.message.quickReply : undefined;
  const dayOf = (entry: TalkEntry) =>
    new Intl.DateTimeFormat(language, { timeZone, ...day }).format(entry.at);
  return (
    <TalkSetting
      onAction={onAction}
      language={language}
      stampUrl={stampUrl}
      entryId=""
      from="message"
    >
      <ol
        className="lt-talk"
        aria-label={words.talk}
        lang={language}
        style={{ "--lt-text-scale": textScale } as React.CSSProperties}
      >
        {messages.map((entry, index) => {
          const before = messages[index - 1];
          const isNewDay = !before || dayOf(before) !== dayOf(entry);
          return (
            <li key={entry.id} className="lt-talk__entry">
              {isNewDay && <p className="lt-notice">{dayOf(entry)}</p>}
              <TalkSetting
                onAction={onAction}
                language={language}
                stampUrl={stampUrl}
                entryId={entry.id}
                from="message"
              >
                <Entry
                  entry={entry}
                  bot={bot}
                  isFollowing={!isNewDay && before?.from === entry.from}
                  time={new Intl.DateTimeFormat("ja", { timeZone, timeStyle: "short" }).format(
                    entry.at,
                  )}
                />
              </TalkSetting>
            </li>
          );
        })}
      </ol>
      {quickReply?.items?.length && last ? (
        <TalkSetting onAction={onAction} language={language} entryId={last.id} from="quickReply">
          <QuickReplies quickReply={quickReply} />
        </TalkSetting>
      ) : null}
    </TalkSetting>
  );
}

/** Tells the bubbles inside which language to speak and where taps go. */
function TalkSetting({
  onAction,
  language,
  stampUrl,
  entryId,
  from,
  children,
}: {
  onAction: OnAction | undefined;
  language: TalkLanguage;
  stampUrl?: StampUrl | undefined;
  entryId: string;
  from: "message" | "quickReply";
  children: React.ReactNode;
}) {
  const setting = useMemo(
    () => ({
      words: talkWords[language],
      stampUrl,
      onAction:
        onAction && ((action: Parameters<OnAction>[0]) => onAction(action, { entryId, from })),
    }),
    [onAction, language, stampUrl, entryId, from],
  );
  return <TalkSettingProvider value={setting}>{children}</TalkSettingProvider>;
}

function Entry({
  entry,
  bot,
  isFollowing,
  time,
}: {
  entry: TalkEntry;
  bot: TalkBot;
  isFollowing: boolean;
  time: string;
}) {
  const { words } = useTalkSetting();
  if (entry.from === "notice") return <p className="lt-notice">{entry.text}</p>;
  if (entry.from === "user") {
    return (
      <div className="lt-entry lt-entry--user">
        <p className="lt-meta">
          {entry.isRead && <span>{words.read}</span>}
          <time dateTime={new Date(entry.at).toISOString()}>{time}</time>
        </p>
        <LineMessageView message={entry.message} />
      </div>
    );
  }
  const { sender } = entry.message;
  const picture = safeMediaUrl(sender?.iconUrl ?? bot.pictureUrl);
  const name = sender?.name ?? bot.name;
  return (
    <div className="lt-entry lt-entry--bot">
      <div className="lt-icon-slot" aria-hidden="true">
        {!isFollowing && (picture ? <img src={picture} alt="" /> : <span>{name.slice(0, 1)}</span>)}
      </div>
      <div className="lt-said">
        {!isFollowing && <p className="lt-name">{name}</p>}
        <div className={`lt-said__row${isWide(entry.message) ? " lt-said__row--wide" : ""}`}>
          <LineMessageView message={entry.message} />
          <p className="lt-meta">
            <time dateTime={new Date(entry.at).toISOString()}>{time}</time>
          </p>
        </div>
      </div>
    </div>
  );
}

/** What reaches the right edge of the screen: its time stands below, that of anything else beside it. */
function isWide(message: LineMessage): boolean {
  if (message.type === "template") return /carousel/.test(message.template?.type ?? "");
  if (message.type !== "flex") return false;
  return message.contents?.type === "carousel" || message.contents?.size === "giga";
}

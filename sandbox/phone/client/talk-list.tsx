import type { LineMessage } from "#app/ui/line-talk/line-message.ts";
import { messageSummary } from "#app/ui/line-talk/message-summary.ts";
import { talkWords } from "#app/ui/line-talk/talk-words.ts";
import type { TalkLanguage } from "#app/ui/line-talk/talk-words.ts";
import type { MessagingChannel, PhoneUser, Talk } from "../../line/state.ts";
import { countUnread } from "./seen.ts";
import { words } from "./words.ts";

/** LINE's first tab: who holds the phone, and the talks with their last line and unread number. */
export function TalkList({
  users,
  user,
  channels,
  talkWith,
  language,
  onUser,
  onOpen,
}: {
  users: readonly PhoneUser[];
  user: PhoneUser;
  channels: readonly MessagingChannel[];
  talkWith: (channel: MessagingChannel) => Talk | undefined;
  language: TalkLanguage;
  onUser: (personId: string) => void;
  onOpen: (botUserId: string) => void;
}) {
  const w = words[language];
  return (
    <div className="ph-list">
      <label className="ph-person">
        {w.person}
        <select value={user.personId} onChange={(event) => onUser(event.target.value)}>
          {users.map(({ personId, displayName }) => (
            <option key={personId} value={personId}>
              {displayName}
            </option>
          ))}
        </select>
      </label>
      {channels.length === 0 && <p className="ph-empty">{w.noTalks}</p>}
      <ul className="ph-talks">
        {channels.map((channel) => (
          <li key={channel.botUserId}>
            <TalkRow
              channel={channel}
              talk={talkWith(channel)}
              language={language}
              onOpen={() => onOpen(channel.botUserId)}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

function TalkRow({
  channel,
  talk,
  language,
  onOpen,
}: {
  channel: MessagingChannel;
  talk: Talk | undefined;
  language: TalkLanguage;
  onOpen: () => void;
}) {
  const w = words[language];
  const last = talk?.messages.at(-1);
  const unread = talk ? countUnread(talk) : 0;
  const summary = last?.unsentAt
    ? w.unsent
    : last
      ? messageSummary(last.message as LineMessage, talkWords[language])
      : talk?.friendship === "none"
        ? w.notFriend
        : w.noMessages;
  return (
    <button type="button" className="ph-talk" onClick={onOpen}>
      <BotIcon channel={channel} />
      <span className="ph-talk__text">
        <strong>{channel.displayName}</strong>
        <span className="ph-talk__last">{summary}</span>
      </span>
      {unread > 0 && (
        <span className="ph-badge" role="img" aria-label={w.unread(unread)}>
          {unread}
        </span>
      )}
    </button>
  );
}

function BotIcon({ channel }: { channel: MessagingChannel }) {
  return channel.pictureUrl ? (
    <img className="ph-icon" src={channel.pictureUrl} alt="" />
  ) : (
    <span className="ph-icon" aria-hidden="true">
      {channel.displayName.slice(0, 1)}
    </span>
  );
}

import { useCallback, useEffect } from "react";
import type { LineMessage } from "#app/ui/line-talk/line-message.ts";
import { messageSummary } from "#app/ui/line-talk/message-summary.ts";
import { PhoneFrame } from "#app/ui/line-talk/phone-frame.tsx";
import { talkWords } from "#app/ui/line-talk/talk-words.ts";
import type { PhoneAct } from "../../line/phone-acts.ts";
import type { TalkMessage, WebhookDelivery } from "../../line/state.ts";
import { act } from "./line-control.ts";
import type { LineState } from "./line-control.ts";
import { useLineState, useNewMessages, useNotice, usePlace } from "./phone-hooks.ts";
import { countUnread, markSeen } from "./seen.ts";
import { TalkList } from "./talk-list.tsx";
import { TalkScreen } from "./talk-screen.tsx";
import { useLanguage } from "./use-language.ts";
import { talkId, useTalks } from "./use-talks.ts";
import { words } from "./words.ts";

export function PhoneApp() {
  const state = useLineState();
  return (
    <main className="ph-page" aria-label="LINE">
      {state ? <Phone state={state} /> : <p className="ph-empty">{words.ja.loading}</p>}
    </main>
  );
}

function Phone({ state }: { state: LineState }) {
  const [place, go] = usePlace();
  const [language, setLanguage] = useLanguage();
  const [notice, setNotice] = useNotice();
  const w = words[language];

  const user =
    state.users.find(({ userIds }) => place.user && Object.values(userIds).includes(place.user)) ??
    state.users[0];
  const channels = state.messagingChannels.filter(({ providerId }) => user?.userIds[providerId]);
  const channel = channels.find(({ botUserId }) => botUserId === place.bot);
  // The same person has another user id under every provider.
  const userIdFor = (providerId: string) => user?.userIds[providerId] ?? "";

  const onDelivery = useCallback(
    ({ outcome }: WebhookDelivery) => {
      if (outcome.kind === "failed") setNotice(w.webhookFailed(outcome.reason));
    },
    [setNotice, w],
  );
  const keys = channels.map(({ botUserId, providerId }) => ({
    botUserId,
    userId: userIdFor(providerId),
  }));
  const talks = useTalks(keys, channel?.botUserId, onDelivery);
  const open = channel && talks[talkId({ ...channel, userId: userIdFor(channel.providerId) })];

  useEffect(() => {
    if (open) markSeen(open);
  }, [open]);

  const { messagingChannels } = state;
  const tell = useCallback(
    (botUserId: string, { message }: TalkMessage) => {
      const bot = messagingChannels.find((candidate) => candidate.botUserId === botUserId);
      const said = messageSummary(message as LineMessage, talkWords[language]);
      setNotice(`${bot?.displayName ?? ""}: ${said}`);
    },
    [messagingChannels, language, setNotice],
  );
  useNewMessages(talks, channel?.botUserId, tell);

  if (!user) return <p className="ph-empty">{w.noTalks}</p>;

  const doIt = (what: PhoneAct) => {
    if (!open) return;
    void act(open, what).then((outcome) => {
      if (!outcome.ok) setNotice(w.failed(outcome.reason));
    });
  };
  const elsewhere = Object.values(talks)
    .filter((talk) => talk !== open)
    .reduce((sum, talk) => sum + countUnread(talk), 0);

  return (
    <>
      <p className={`ph-notice${notice ? "" : " ph-notice--none"}`} role="status">
        {notice}
      </p>
      {channel && open ? (
        <TalkScreen
          key={talkId(open)}
          talk={open}
          channel={channel}
          language={language}
          onAct={doIt}
          onNotice={setNotice}
          header={
            <button
              type="button"
              className="ph-back"
              aria-label={w.back}
              onClick={() => go({ user: open.userId })}
            >
              ‹ {elsewhere > 0 && <span className="ph-badge">{elsewhere}</span>}
            </button>
          }
        />
      ) : (
        <PhoneFrame
          title={w.talks}
          heading="h1"
          actions={
            <button
              type="button"
              className="ph-quiet"
              onClick={() => setLanguage(language === "ja" ? "en" : "ja")}
            >
              {w.language}
            </button>
          }
        >
          <TalkList
            users={state.users}
            user={user}
            channels={channels}
            talkWith={({ botUserId, providerId }) =>
              talks[talkId({ botUserId, userId: userIdFor(providerId) })]
            }
            language={language}
            onUser={(personId) => {
              const next = state.users.find((candidate) => candidate.personId === personId);
              go({ user: Object.values(next?.userIds ?? {})[0] });
            }}
            onOpen={(botUserId) => go({ user: Object.values(user.userIds)[0], bot: botUserId })}
          />
        </PhoneFrame>
      )}
    </>
  );
}

import { createContext, useContext } from "react";
import type { ReactNode } from "react";
import type { LineAction } from "./line-message.ts";
import { safeUri } from "./safe-uri.ts";
import { talkWords } from "./talk-words.ts";
import type { TalkWords } from "./talk-words.ts";

/** Which message was tapped, and whether in the bubble itself or in the quick replies under it. */
type TapContext = { entryId: string; from: "message" | "quickReply" };

/** What a tap does. Never called with a URI of a scheme that LINE does not take. */
export type OnAction = (action: LineAction, context: TapContext) => void;

/** Where the picture of a sticker or a LINE emoji is. */
export type StampUrl = (kind: "sticker" | "emoji", packageId: string, id: string) => string;

type TalkSetting = {
  words: TalkWords;
  onAction: ((action: LineAction) => void) | undefined;
  stampUrl?: StampUrl | undefined;
};

const TalkContext = createContext<TalkSetting>({ words: talkWords.ja, onAction: undefined });
export const TalkSettingProvider = TalkContext.Provider;
export const useTalkSetting = () => useContext(TalkContext);

/** The tap that an action asks for; undefined where nothing is to happen: no listener, no action, an unsafe URI. */
function useTap(action: LineAction | undefined): (() => void) | undefined {
  const { onAction } = useTalkSetting();
  if (!onAction || !action?.type) return undefined;
  if (action.type === "uri" && !safeUri(action.uri)) return undefined;
  return () => onAction(action);
}

/**
 * Makes a whole box, text, image or bubble tappable: an invisible button that covers it. Buttons inside it lie above (see
 * `line-talk.css`), because a button must not contain another one.
 * @param name what the covered content says, for those who do not see it; the action's own label comes first
 */
export function TapArea({ action, name }: { action: LineAction | undefined; name?: string }) {
  const tap = useTap(action);
  const { words } = useTalkSetting();
  if (!tap) return null;
  const label = action?.label || name || words.tap;
  return <button type="button" className="lt-tap" aria-label={label} onClick={tap} />;
}

/** A visible button of a message. Without a listener (a preview) it is drawn alike, but is no control. */
export function TapButton({
  action,
  className,
  style,
  children,
}: {
  action: LineAction | undefined;
  className: string;
  style?: React.CSSProperties;
  children: ReactNode;
}) {
  const tap = useTap(action);
  if (!tap) {
    return (
      <span className={className} style={style}>
        {children}
      </span>
    );
  }
  return (
    <button type="button" className={`${className} lt-tappable`} style={style} onClick={tap}>
      {children}
    </button>
  );
}

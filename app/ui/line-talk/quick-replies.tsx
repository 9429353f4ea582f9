import type { LineAction, QuickReply } from "./line-message.ts";
import { safeMediaUrl } from "./safe-uri.ts";
import { TapButton, useTalkSetting } from "./tap.tsx";

/** The row of buttons above the keyboard. LINE draws its own icon for camera, camera roll and location. */
export function QuickReplies({ quickReply }: { quickReply: QuickReply }) {
  const { words } = useTalkSetting();
  return (
    <ul className="lt-quick-replies" aria-label={words.quickReplies}>
      {quickReply.items?.map(({ action, imageUrl }, index) => {
        const icon = safeMediaUrl(imageUrl);
        return (
          <li key={index}>
            <TapButton action={action} className="lt-quick-reply">
              {icon ? (
                <img src={icon} alt="" className="lt-quick-reply__icon" />
              ) : (
                <DefaultIcon action={action} />
              )}
              {action?.label}
            </TapButton>
          </li>
        );
      })}
    </ul>
  );
}

const icons: Partial<Record<LineAction["type"], string>> = {
  camera: "📷",
  cameraRoll: "🖼️",
  location: "📍",
};

function DefaultIcon({ action }: { action: LineAction | undefined }) {
  const icon = action && icons[action.type];
  return icon ? <span aria-hidden="true">{icon}</span> : null;
}

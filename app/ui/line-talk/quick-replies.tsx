import type { LineAction, QuickReply } from "./line-message.ts";
import { Pictogram } from "./pictogram.tsx";
import { safeMediaUrl } from "./safe-uri.ts";
import { Scroller } from "./scroller.tsx";
import { TapButton, useTalkSetting } from "./tap.tsx";

/** The row of buttons above the keyboard. LINE draws its own icon for camera, camera roll and location. */
export function QuickReplies({ quickReply }: { quickReply: QuickReply }) {
  const { words } = useTalkSetting();
  return (
    <Scroller className="lt-quick-replies" label={words.quickReplies}>
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
    </Scroller>
  );
}

function DefaultIcon({ action }: { action: LineAction | undefined }) {
  switch (action?.type) {
    case "camera":
    case "cameraRoll":
    case "location":
      return <Pictogram name={action.type} />;
    default:
      return null;
  }
}

import { FlexContainer } from "./flex-container.tsx";
import { LineImagemap } from "./line-imagemap.tsx";
import { LineAudio, LineFile, LineLocation, LineMedia } from "./line-media.tsx";
import type { LineMessage } from "./line-message.ts";
import { LineStamp } from "./line-stamp.tsx";
import { LineTemplate } from "./line-template.tsx";
import { LineText } from "./line-text.tsx";
import { useTalkSetting } from "./tap.tsx";

/** One LINE message as its bubble: no time, no icon, no quick replies. */
export function LineMessageView({ message }: { message: LineMessage }) {
  const { words } = useTalkSetting();
  switch (message.type) {
    case "text":
    case "textV2":
      return <LineText message={message} />;
    case "sticker":
      return <LineStamp kind="sticker" packageId={message.packageId} id={message.stickerId} />;
    case "image":
    case "video":
      return <LineMedia message={message} />;
    case "audio":
      return <LineAudio message={message} />;
    case "file":
      return <LineFile message={message} />;
    case "location":
      return <LineLocation message={message} />;
    case "imagemap":
      return <LineImagemap message={message} />;
    case "coupon":
      return (
        <div className="lt-card lt-coupon">
          <p className="lt-card__title">{words.coupon}</p>
          <p className="lt-card__text">{message.couponId}</p>
          <p className="lt-coupon__use">{words.useCoupon}</p>
        </div>
      );
    case "template":
      if (!message.template) break;
      return (
        <div role="group" aria-label={message.altText}>
          <LineTemplate template={message.template} />
        </div>
      );
    case "flex":
      if (!message.contents) break;
      return (
        <div role="group" aria-label={message.altText} className="lt-flex">
          <FlexContainer contents={message.contents} />
        </div>
      );
  }
  return <p className="lt-speech lt-unsupported">{words.unsupported}</p>;
}

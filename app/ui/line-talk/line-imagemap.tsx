import type { CSSProperties } from "react";
import type { ImagemapArea, ImagemapMessage, LineAction } from "./line-message.ts";
import { safeMediaUrl } from "./safe-uri.ts";
import { TapArea, TapButton } from "./tap.tsx";
import { VideoPlayer } from "./video-player.tsx";

/** LINE takes the width that suits the phone: 240, 300, 460, 700 or 1040 px, appended to `baseUrl`. */
const imageWidth = 700;

/** An image with areas to tap; areas are in the coordinates of `baseSize`, whose width LINE fixes at 1040. */
export function LineImagemap({ message }: { message: ImagemapMessage }) {
  const { baseUrl, altText = "", baseSize, actions = [], video } = message;
  const size = { width: baseSize?.width || 1040, height: baseSize?.height || 1040 };
  const image = safeMediaUrl(baseUrl && `${baseUrl}/${imageWidth}`);
  return (
    <div className="lt-imagemap" style={{ aspectRatio: `${size.width} / ${size.height}` }}>
      {image && <img src={image} alt={altText} className="lt-cover" />}
      {video?.area && (
        <div className="lt-imagemap__area" style={areaStyle(video.area, size)}>
          <VideoPlayer url={video.originalContentUrl} previewUrl={video.previewImageUrl} />
          {video.externalLink?.linkUri && (
            <TapButton
              action={{ type: "uri", uri: video.externalLink.linkUri }}
              className="lt-video__action"
            >
              {video.externalLink.label}
            </TapButton>
          )}
        </div>
      )}
      {actions.map(
        (action, index) =>
          action.area && (
            <div key={index} className="lt-imagemap__area" style={areaStyle(action.area, size)}>
              <TapArea action={asAction(action)} name={`${altText} ${index + 1}`} />
            </div>
          ),
      )}
    </div>
  );
}

function areaStyle(area: ImagemapArea, size: { width: number; height: number }): CSSProperties {
  return {
    left: `${(area.x / size.width) * 100}%`,
    top: `${(area.y / size.height) * 100}%`,
    width: `${(area.width / size.width) * 100}%`,
    height: `${(area.height / size.height) * 100}%`,
  };
}

/** Imagemap actions are a kind of their own in LINE's document; a tap means the same as the ordinary ones. */
function asAction(action: NonNullable<ImagemapMessage["actions"]>[number]): LineAction | undefined {
  const { type, label, linkUri, text, clipboardText } = action;
  if (type === "uri") return { type, label, uri: linkUri };
  if (type === "message") return { type, label, text };
  if (type === "clipboard") return { type, label, clipboardText };
  return undefined;
}

import { defined, flexItemStyle } from "./flex-item.ts";
import type { FlexPlace } from "./flex-item.ts";
import { flexAspectRatio, flexColor, flexFontSize, flexImageWidth } from "./flex-values.ts";
import type { FlexIcon, FlexImage, FlexVideo } from "./flex-contents.ts";
import { safeMediaUrl } from "./safe-uri.ts";
import { TapArea, TapButton } from "./tap.tsx";
import { VideoPlayer } from "./video-player.tsx";

/** Flex `image`. `animated` needs nothing here: a browser plays an APNG by itself. */
export function FlexImageView({ component, place }: { component: FlexImage; place: FlexPlace }) {
  const { align = "center", gravity, action } = component;
  const url = safeMediaUrl(component.url);
  return (
    <div
      className={`lt-image lt-align-${align}${gravity ? ` lt-gravity-${gravity}` : ""}`}
      style={flexItemStyle(component, place)}
    >
      <div
        className="lt-image__frame"
        style={defined({
          width: flexImageWidth(component.size),
          aspectRatio: flexAspectRatio(component.aspectRatio),
          backgroundColor: flexColor(component.backgroundColor),
        })}
      >
        {url && (
          <img
            src={url}
            alt=""
            className={component.aspectMode === "cover" ? "lt-cover" : "lt-fit"}
          />
        )}
      </div>
      <TapArea action={action} />
    </div>
  );
}

/** Flex `icon`: as tall as its font size, standing on the baseline of its box. */
export function FlexIconView({ component, place }: { component: FlexIcon; place: FlexPlace }) {
  const url = safeMediaUrl(component.url);
  return (
    <div
      className="lt-icon"
      style={{
        ...flexItemStyle(component, place),
        fontSize: flexFontSize(component.size ?? "md", component.scaling),
      }}
    >
      {url && (
        <img
          src={url}
          alt=""
          className="lt-fit"
          style={{ aspectRatio: flexAspectRatio(component.aspectRatio) }}
        />
      )}
    </div>
  );
}

/** Flex `video` of a hero. `altContent` is for LINE versions that cannot play one, so it is never drawn. */
export function FlexVideoView({ component }: { component: FlexVideo }) {
  return (
    <div className="lt-video" style={{ aspectRatio: flexAspectRatio(component.aspectRatio) }}>
      <VideoPlayer url={component.url} previewUrl={component.previewUrl} />
      {component.action && (
        <TapButton action={component.action} className="lt-video__action">
          {component.action.label}
        </TapButton>
      )}
    </div>
  );
}

import { useRef, useState } from "react";
import type { AudioMessage, FileMessage, LocationMessage, MediaMessage } from "./line-message.ts";
import { Pictogram } from "./pictogram.tsx";
import { safeMediaUrl } from "./safe-uri.ts";
import { TapArea, useTalkSetting } from "./tap.tsx";
import { VideoPlayer } from "./video-player.tsx";

/** An image opens in full when tapped; a video plays in its place. */
export function LineMedia({ message }: { message: MediaMessage }) {
  const { words } = useTalkSetting();
  const { originalContentUrl, previewImageUrl } = message;
  if (message.type === "video") {
    return (
      <div className="lt-media lt-media--video">
        <VideoPlayer url={originalContentUrl} previewUrl={previewImageUrl} />
      </div>
    );
  }
  const preview = safeMediaUrl(previewImageUrl) ?? safeMediaUrl(originalContentUrl);
  return (
    <div className="lt-media">
      {preview ? <img src={preview} alt={words.image} /> : <p>{words.image}</p>}
      <TapArea action={{ type: "uri", uri: originalContentUrl }} name={words.image} />
    </div>
  );
}

export function LineAudio({ message }: { message: AudioMessage }) {
  const { words } = useTalkSetting();
  const sound = useRef<HTMLAudioElement>(undefined);
  const [isPlaying, setIsPlaying] = useState(false);
  const url = safeMediaUrl(message.originalContentUrl);
  const toggle = () => {
    if (!url) return;
    sound.current ??= new Audio(url);
    sound.current.onended = () => setIsPlaying(false);
    sound.current.onerror = () => setIsPlaying(false);
    if (isPlaying) sound.current.pause();
    else sound.current.play().catch(() => setIsPlaying(false));
    setIsPlaying(!isPlaying);
  };
  return (
    <p className="lt-speech lt-audio">
      <button
        type="button"
        className="lt-audio__play lt-tappable"
        aria-label={words.playAudio}
        aria-pressed={isPlaying}
        onClick={toggle}
      >
        {isPlaying ? "❚❚" : "▶"}
      </button>
      <span>
        {words.audio} {clock(message.duration ?? 0)}
      </span>
    </p>
  );
}

/** 65,000 ms as 1:05. */
function clock(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

export function LineFile({ message }: { message: FileMessage }) {
  const { words } = useTalkSetting();
  return (
    <p className="lt-speech">
      <Pictogram name="file" /> {message.fileName ?? words.file}
      {message.fileSize !== undefined && ` (${Math.ceil(message.fileSize / 1024)} KB)`}
    </p>
  );
}

/** LINE draws a map here; without a map service the pin stands on a plain ground. A tap opens the place in a map. */
export function LineLocation({ message }: { message: LocationMessage }) {
  const { words } = useTalkSetting();
  const { title, address, latitude, longitude } = message;
  const place = `${Number(latitude)},${Number(longitude)}`;
  return (
    <div className="lt-card lt-location">
      <div className="lt-location__map" aria-hidden="true">
        <Pictogram name="location" />
      </div>
      <p className="lt-card__title">{title ?? words.location}</p>
      <p className="lt-card__text">{address}</p>
      <TapArea
        action={{ type: "uri", uri: `https://maps.google.com/maps?q=${place}` }}
        name={`${title ?? words.location} ${address ?? ""}`}
      />
    </div>
  );
}

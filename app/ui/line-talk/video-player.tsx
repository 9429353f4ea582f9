import { useState } from "react";
import { safeMediaUrl } from "./safe-uri.ts";
import { useTalkSetting } from "./tap.tsx";

/** The preview image with LINE's play mark; the video itself once it is tapped, muted as LINE begins it. */
export function VideoPlayer({
  url,
  previewUrl,
}: {
  url: string | undefined;
  previewUrl: string | undefined;
}) {
  const { words } = useTalkSetting();
  const [isPlaying, setIsPlaying] = useState(false);
  const video = safeMediaUrl(url);
  const preview = safeMediaUrl(previewUrl);
  if (isPlaying && video) {
    return (
      <video src={video} poster={preview} className="lt-fit" controls autoPlay muted playsInline />
    );
  }
  return (
    <>
      {preview && <img src={preview} alt="" className="lt-cover" />}
      <button
        type="button"
        className="lt-play lt-tappable"
        aria-label={words.playVideo}
        onClick={() => setIsPlaying(true)}
      />
    </>
  );
}

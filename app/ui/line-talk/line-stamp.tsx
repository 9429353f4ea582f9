import { useState } from "react";
import { useTalkSetting } from "./tap.tsx";

/**
 * A sticker or a LINE emoji, from LINE's own image server unless the talk names another. Where that cannot be reached, or the ids are not LINE's, a plain
 * tile with the ids stands in, so that one still sees which was meant.
 */
export function LineStamp({
  kind,
  packageId = "",
  id = "",
}: {
  kind: "sticker" | "emoji";
  packageId: string | undefined;
  id: string | undefined;
}) {
  const { words, stampUrl } = useTalkSetting();
  const [isMissing, setIsMissing] = useState(false);
  const name = `${words[kind]} ${packageId}/${id}`;
  const url = (stampUrl ?? urlAtLine)(kind, packageId, id);
  if (isMissing || !url) {
    return (
      <span className={`lt-stamp lt-stamp--${kind} lt-stamp--missing`} role="img" aria-label={name}>
        {kind === "sticker" ? name : "☺"}
      </span>
    );
  }
  return (
    <img
      className={`lt-stamp lt-stamp--${kind}`}
      src={url}
      alt={name}
      onError={() => setIsMissing(true)}
    />
  );
}

function urlAtLine(kind: "sticker" | "emoji", packageId: string, id: string): string | undefined {
  const host = "https://stickershop.line-scdn.net";
  if (kind === "sticker") {
    return /^\d+$/.test(id)
      ? `${host}/stickershop/v1/sticker/${id}/android/sticker.png`
      : undefined;
  }
  return /^[0-9a-f]+$/i.test(packageId) && /^\d+$/.test(id)
    ? `${host}/sticonshop/v1/sticon/${packageId}/android/${id}.png`
    : undefined;
}

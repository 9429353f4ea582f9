import { useEffect, useRef } from "react";

/** Below half its size LINE cuts the text instead of shrinking it on. */
const smallestScale = 0.5;

/**
 * `adjustMode: "shrink-to-fit"`: makes the font smaller until the text fits its line, best effort, as LINE does.
 * Works once the page is in a browser; on the server the text keeps its size.
 * @param content changes when the text has to be measured again
 */
export function useShrinkToFit<T extends HTMLElement>(isOn: boolean, content: string) {
  const ref = useRef<T>(null);
  useEffect(() => {
    const element = ref.current;
    if (!isOn || !element) return;
    element.style.fontSize = "";
    const scale = element.clientWidth / element.scrollWidth;
    if (scale >= 1 || !Number.isFinite(scale)) return;
    element.style.fontSize = `${Math.max(scale, smallestScale) * 100}%`;
  }, [isOn, content]);
  return ref;
}

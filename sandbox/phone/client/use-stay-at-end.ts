import { useEffect, useRef } from "react";

/** How near to the end, in pixels, still counts as being there. */
const near = 60;

/**
 * Keeps the end of a scrolling box in sight: when something is added, and while pictures load or the keyboard's place grows,
 * unless the reader has scrolled away to read.
 * @param count how many things are in the box; a new one always brings the end back
 * @returns a ref for an element at the end of the box's contents
 */
export function useStayAtEnd(count: number) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = end.current?.parentElement;
    if (!box) return;
    let isAtEnd = true;
    // Not scrollIntoView: that would scroll the page around a framed phone as well.
    const toEnd = () => box.scrollTo({ top: box.scrollHeight });
    const note = () => {
      isAtEnd = box.scrollHeight - box.clientHeight - box.scrollTop < near;
    };
    const sizes = new ResizeObserver(() => {
      if (isAtEnd) toEnd();
    });
    toEnd();
    for (const element of [box, ...box.children]) sizes.observe(element);
    box.addEventListener("scroll", note);
    return () => {
      sizes.disconnect();
      box.removeEventListener("scroll", note);
    };
  }, [count]);
  return end;
}

import type { CSSProperties } from "react";
import { flexLength, flexSpace } from "./flex-values.ts";

export type FlexLayout = "horizontal" | "vertical" | "baseline";

/** Where a component stands: what it needs to know of its parent box. */
export type FlexPlace = { layout: FlexLayout; spacing: string | undefined; isFirst: boolean };

/** What a component of any type may say about its own place and size. */
export type FlexPlaced = {
  type: string;
  flex?: number;
  margin?: string;
  width?: string;
  maxWidth?: string;
  height?: string;
  maxHeight?: string;
  position?: string;
  offsetTop?: string;
  offsetBottom?: string;
  offsetStart?: string;
  offsetEnd?: string;
};

/**
 * How a component takes its place in its parent box: share of the width or height, space before it, offset.
 * (Messaging API, Flex Message layout: "Width and height of components", "Component placement".)
 */
export function flexItemStyle(component: FlexPlaced, place: FlexPlace): CSSProperties {
  return {
    ...share(component, place.layout),
    ...(component.type === "box" ? boxSizes(component) : {}),
    ...(component.position === "absolute" ? {} : spaceBefore(component, place)),
    ...offsets(component),
  };
}

/**
 * Children of a horizontal box share its width (flex 1) unless they say otherwise; icons, separators and boxes of a set width
 * take what they need. Children of a vertical box are as tall as their contents (flex 0). A filler is always flex 1.
 */
function share(component: FlexPlaced, layout: FlexLayout): CSSProperties {
  const takesWhatItNeeds =
    component.type === "icon" ||
    component.type === "separator" ||
    (layout === "vertical"
      ? component.type !== "filler"
      : component.type === "box" && flexLength(component.width) !== undefined);
  const flex = component.flex ?? (takesWhatItNeeds ? 0 : 1);
  if (flex <= 0) return { flex: "none" };
  return { flex: layout === "vertical" ? `${flex} 0 auto` : `${flex} 0 0px` };
}

function boxSizes(box: FlexPlaced): CSSProperties {
  return defined({
    width: flexLength(box.width),
    maxWidth: flexLength(box.maxWidth) ?? flexLength(box.width),
    height: flexLength(box.height),
    maxHeight: flexLength(box.maxHeight),
  });
}

/** The component's own margin wins over the box's spacing; the first has none; spacing does not apply to fillers. */
function spaceBefore(component: FlexPlaced, { layout, spacing, isFirst }: FlexPlace) {
  if (isFirst) return {};
  const inherited = component.type === "filler" ? undefined : flexSpace(spacing);
  const space = flexSpace(component.margin) ?? inherited;
  if (space === undefined) return {};
  return layout === "vertical" ? { marginTop: space } : { marginInlineStart: space };
}

/** An absolute component is placed from the top left of its parent unless it is tied to another side. */
function offsets(component: FlexPlaced): CSSProperties {
  const style = defined({
    top: flexSpace(component.offsetTop),
    bottom: flexSpace(component.offsetBottom),
    insetInlineStart: flexSpace(component.offsetStart),
    insetInlineEnd: flexSpace(component.offsetEnd),
  });
  if (component.position !== "absolute") return style;
  return {
    position: "absolute",
    ...(style.bottom === undefined ? { top: 0 } : {}),
    ...(style.insetInlineEnd === undefined ? { insetInlineStart: 0 } : {}),
    ...style,
  };
}

/** Leaves out what is undefined, so that a later spread does not wipe out an earlier value. */
export function defined(style: CSSProperties): CSSProperties {
  return Object.fromEntries(Object.entries(style).filter(([, value]) => value !== undefined));
}

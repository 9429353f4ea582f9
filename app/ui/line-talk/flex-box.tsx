import type { CSSProperties } from "react";
import { FlexButtonView } from "./flex-button.tsx";
import { defined, flexItemStyle } from "./flex-item.ts";
import type { FlexLayout, FlexPlace } from "./flex-item.ts";
import { FlexIconView, FlexImageView, FlexVideoView } from "./flex-picture.tsx";
import { FlexTextView, plainText } from "./flex-text.tsx";
import { flexBorderWidth, flexColor, flexGradient, flexKeyword, flexSpace } from "./flex-values.ts";
import type { FlexBox, FlexComponent } from "./flex-contents.ts";
import { TapArea } from "./tap.tsx";

const layouts = ["horizontal", "vertical", "baseline"] as const;
const alignments = ["flex-start", "center", "flex-end"] as const;
const justifications = [...alignments, "space-between", "space-around", "space-evenly"] as const;

/** Any Flex component in its place. One of a type that LINE has not told of is left out, as an older LINE app does. */
export function FlexComponentView({
  component,
  place,
}: {
  component: FlexComponent;
  place: FlexPlace;
}) {
  switch (component.type) {
    case "box":
      return <FlexBoxView component={component} place={place} />;
    case "text":
      return <FlexTextView component={component} place={place} />;
    case "span":
      return <FlexTextView component={{ ...component, type: "text" }} place={place} />;
    case "image":
      return <FlexImageView component={component} place={place} />;
    case "icon":
      return <FlexIconView component={component} place={place} />;
    case "button":
      return <FlexButtonView component={component} place={place} />;
    case "video":
      return <FlexVideoView component={component} />;
    case "separator":
      return (
        <div
          className="lt-separator"
          style={defined({
            ...flexItemStyle(component, place),
            borderColor: flexColor(component.color),
          })}
        />
      );
    case "filler":
      return <div style={flexItemStyle(component, place)} />;
    default:
      return null;
  }
}

/** Flex `box`: a CSS flexbox of its contents. */
export function FlexBoxView({ component, place }: { component: FlexBox; place: FlexPlace }) {
  const layout = flexKeyword(layouts, component.layout) ?? "vertical";
  return (
    <div
      className={`lt-box lt-box--${layout}${component.action ? " lt-box--tappable" : ""}`}
      style={{ ...flexItemStyle(component, place), ...boxStyle(component, layout) }}
    >
      {component.contents?.map((child, index) => (
        <FlexComponentView
          key={index}
          component={child}
          place={{ layout, spacing: component.spacing, isFirst: index === 0 }}
        />
      ))}
      <TapArea action={component.action} name={boxText(component)} />
    </div>
  );
}

function boxStyle(box: FlexBox, layout: FlexLayout): CSSProperties {
  const borderWidth = flexBorderWidth(box.borderWidth);
  return defined({
    backgroundColor: flexColor(box.backgroundColor),
    backgroundImage: flexGradient(box.background),
    borderRadius: flexSpace(box.cornerRadius),
    ...(borderWidth ? { borderWidth, borderStyle: "solid" } : {}),
    borderColor: flexColor(box.borderColor),
    paddingTop: padding(box.paddingTop, box.paddingAll),
    paddingBottom: padding(box.paddingBottom, box.paddingAll),
    paddingInlineStart: padding(box.paddingStart, box.paddingAll),
    paddingInlineEnd: padding(box.paddingEnd, box.paddingAll),
    justifyContent: flexKeyword(justifications, box.justifyContent),
    // A baseline box aligns by the baseline of its text and nothing else.
    alignItems: layout === "baseline" ? undefined : flexKeyword(alignments, box.alignItems),
  });
}

const padding = (side: string | undefined, all: string | undefined) =>
  flexSpace(side) ?? flexSpace(all);

/** What a box says in words, as the name of its tap. */
export function boxText(box: FlexBox | undefined): string {
  return (box?.contents ?? [])
    .map((child) => {
      if (child.type === "box") return boxText(child);
      return child.type === "text" ? plainText(child) : "";
    })
    .filter(Boolean)
    .join(" ");
}

import { defined, flexItemStyle } from "./flex-item.ts";
import type { FlexPlace } from "./flex-item.ts";
import { flexColor, flexFontSize, flexKeyword } from "./flex-values.ts";
import type { FlexButton } from "./flex-contents.ts";
import { useShrinkToFit } from "./shrink-to-fit.ts";
import { TapButton } from "./tap.tsx";

/** Flex `button`: `color` is the colour of the letters of a link, of the ground of the other two styles. */
export function FlexButtonView({ component, place }: { component: FlexButton; place: FlexPlace }) {
  const { action, gravity, adjustMode } = component;
  const style = flexKeyword(["primary", "secondary", "link"], component.style) ?? "link";
  const color = flexColor(component.color);
  const label = action?.label ?? "";
  const ref = useShrinkToFit<HTMLSpanElement>(adjustMode === "shrink-to-fit", label);
  return (
    <div
      className={`lt-button${gravity ? ` lt-gravity-${gravity}` : ""}`}
      style={flexItemStyle(component, place)}
    >
      <TapButton
        action={action}
        className={`lt-button__face lt-button__face--${style}${component.height === "sm" ? " lt-button__face--sm" : ""}`}
        style={defined({
          ...(style === "link" ? { color } : { backgroundColor: color }),
          fontSize: flexFontSize("md", component.scaling),
        })}
      >
        <span ref={ref} className="lt-ellipsis">
          {label}
        </span>
      </TapButton>
    </div>
  );
}

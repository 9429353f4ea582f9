import type { CSSProperties } from "react";
import { defined, flexItemStyle } from "./flex-item.ts";
import type { FlexPlace } from "./flex-item.ts";
import { flexColor, flexFontSize, flexKeyword } from "./flex-values.ts";
import type { FlexSpan, FlexText } from "./flex-contents.ts";
import { useShrinkToFit } from "./shrink-to-fit.ts";
import { TapArea } from "./tap.tsx";

const decorations = ["none", "underline", "line-through"] as const;

/** Flex `text`, with its spans. Spans win over `text`, as LINE says. */
export function FlexTextView({ component, place }: { component: FlexText; place: FlexPlace }) {
  const { contents, text, align, gravity, wrap, maxLines, action, adjustMode } = component;
  const words = plainText(component);
  const ref = useShrinkToFit<HTMLParagraphElement>(adjustMode === "shrink-to-fit", words);
  return (
    <div
      className={`lt-text${gravity && place.layout !== "baseline" ? ` lt-gravity-${gravity}` : ""}`}
      style={{
        ...flexItemStyle(component, place),
        fontSize: flexFontSize(component.size ?? "md", component.scaling),
        ...lettering(component),
      }}
    >
      <p
        ref={ref}
        className={wrap ? "lt-text__wrap" : undefined}
        style={{
          ...defined({ textAlign: flexKeyword(["start", "center", "end"], align) }),
          ...lines(wrap ? maxLines : undefined),
          ...lineSpacing(component.lineSpacing),
        }}
      >
        {contents?.length
          ? contents.map((span, index) => (
              <span key={index} style={spanStyle(span, component.scaling)}>
                {span.text}
              </span>
            ))
          : text}
      </p>
      <TapArea action={action} name={words} />
    </div>
  );
}

/** The words of a text component, for a name. */
export function plainText({ text, contents }: FlexText): string {
  return contents?.length ? contents.map((span) => span.text ?? "").join("") : (text ?? "");
}

const spanStyle = (span: FlexSpan, scaling: boolean | undefined) =>
  defined({ fontSize: flexFontSize(span.size, scaling), ...lettering(span) });

function lettering(of: Pick<FlexSpan, "color" | "weight" | "style" | "decoration">) {
  return defined({
    color: flexColor(of.color),
    fontWeight: { bold: 700, regular: 400 }[of.weight ?? ""],
    fontStyle: flexKeyword(["normal", "italic"], of.style),
    textDecoration: flexKeyword(decorations, of.decoration),
  });
}

function lines(maxLines: number | undefined): CSSProperties {
  if (!maxLines || maxLines < 1) return {};
  return { display: "-webkit-box", WebkitBoxOrient: "vertical", WebkitLineClamp: maxLines };
}

/** The space is added between lines only: what it adds above the first and below the last is taken back. */
function lineSpacing(value: string | undefined): CSSProperties {
  if (!value || !/^\d+(\.\d+)?px$/.test(value)) return {};
  const half = `calc(${value} / -2)`;
  return { lineHeight: `calc(1.4em + ${value})`, marginTop: half, marginBottom: half };
}

import { FlexBoxView, FlexComponentView, boxText } from "./flex-box.tsx";
import { flexColor, flexKeyword } from "./flex-values.ts";
import type { FlexBlockName, FlexBubble, FlexCarousel } from "./flex-contents.ts";
import { Scroller } from "./scroller.tsx";
import { TapArea, useTalkSetting } from "./tap.tsx";

const sizes = ["nano", "micro", "deca", "hecto", "kilo", "mega", "giga"] as const;
const blocks = ["header", "hero", "body", "footer"] as const;
const blockPlace = { layout: "vertical", spacing: undefined, isFirst: true } as const;

/** A Flex Message's `contents`: one bubble, or a carousel of bubbles of one height. */
export function FlexContainer({ contents }: { contents: FlexBubble | FlexCarousel }) {
  const { words } = useTalkSetting();
  switch (contents.type) {
    case "bubble":
      return <Bubble bubble={contents} />;
    case "carousel":
      return (
        <Scroller className="lt-carousel" label={words.carousel}>
          {contents.contents?.map((bubble, index) => (
            <li key={index} className="lt-carousel__item">
              <Bubble bubble={bubble} />
            </li>
          ))}
        </Scroller>
      );
    default:
      return <p className="lt-unsupported">{words.unsupported}</p>;
  }
}

function Bubble({ bubble }: { bubble: FlexBubble }) {
  const size = flexKeyword(sizes, bubble.size) ?? "mega";
  const shown = blocks.filter((name) => bubble[name]);
  return (
    <div
      className={`lt-bubble lt-bubble--${size}`}
      dir={flexKeyword(["ltr", "rtl"], bubble.direction)}
    >
      {shown.map((name, index) => (
        <Block
          key={name}
          bubble={bubble}
          name={name}
          isFirst={index === 0}
          isAboveFooter={shown[index + 1] === "footer"}
        />
      ))}
      <TapArea action={bubble.action} name={boxText(bubble.header) || boxText(bubble.body)} />
    </div>
  );
}

/** `separator` draws a line above the block; LINE ignores it on the first one. */
function Block({
  bubble,
  name,
  isFirst,
  isAboveFooter,
}: {
  bubble: FlexBubble;
  name: FlexBlockName;
  isFirst: boolean;
  isAboveFooter: boolean;
}) {
  const style = bubble.styles?.[name];
  const component = bubble[name];
  if (!component) return null;
  return (
    <>
      {style?.separator && !isFirst && (
        <div
          className="lt-separator lt-separator--block"
          style={{ borderColor: flexColor(style.separatorColor) }}
        />
      )}
      <div
        className={`lt-block lt-block--${name}${isAboveFooter ? " lt-block--above-footer" : ""}`}
        style={{ backgroundColor: flexColor(style?.backgroundColor) }}
      >
        {component.type === "box" ? (
          <FlexBoxView component={component} place={blockPlace} />
        ) : (
          <FlexComponentView component={component} place={blockPlace} />
        )}
      </div>
    </>
  );
}

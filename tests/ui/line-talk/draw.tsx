import { renderToStaticMarkup } from "react-dom/server";
import { LineTalk } from "#app/ui/line-talk/line-talk.tsx";
import type { TalkEntry } from "#app/ui/line-talk/line-talk.tsx";
import type { FlexBubble, FlexCarousel, FlexComponent } from "#app/ui/line-talk/flex-contents.ts";
import type { LineMessage } from "#app/ui/line-talk/line-message.ts";
import type { OnAction } from "#app/ui/line-talk/tap.tsx";

/** 2026-11-22 11:10 in Tokyo. */
export const at = Date.parse("2026-11-22T02:10:00Z");
export const bot = { name: "ブラウンストア" };

/** Messages of the bot as HTML, drawn on the server: there is no window in these tests. */
export function drawMessages(messages: LineMessage[], onAction: OnAction | undefined = () => {}) {
  const entries = messages.map((message, index): TalkEntry => ({
    id: `${index}`,
    at: at + index,
    from: "bot",
    message,
  }));
  return renderToStaticMarkup(<LineTalk messages={entries} bot={bot} onAction={onAction} />);
}

export const drawMessage = (message: LineMessage) => drawMessages([message]);

/** The same without a listener: the merchant's preview. */
export const drawPreview = (message: LineMessage) =>
  renderToStaticMarkup(<LineTalk messages={[{ id: "1", at, from: "bot", message }]} bot={bot} />);

export const drawFlex = (contents: FlexBubble | FlexCarousel) =>
  drawMessage({ type: "flex", altText: "alt", contents });

/** Components inside a box of this layout in a bubble's body, as HTML. */
export const drawIn = (layout: string, ...contents: FlexComponent[]) =>
  drawFlex({ type: "bubble", body: { type: "box", layout, contents } });

/**
 * The inline styles of the first element whose markup begins with this class, property by property.
 * Throws when there is none.
 */
export function styleOf(html: string, className: string, nth = 0): Record<string, string> {
  const tags = [...html.matchAll(/<[a-z]+ [^>]*class="([^"]*)"[^>]*>/g)].filter((tag) =>
    tag[1]?.split(" ").includes(className),
  );
  const tag = tags[nth]?.[0];
  if (!tag) throw new Error(`No element ${nth} of class ${className} in ${html}`);
  const style = /style="([^"]*)"/.exec(tag)?.[1] ?? "";
  return Object.fromEntries(
    style
      .split(";")
      .filter(Boolean)
      .map((declaration) => declaration.split(/:(.*)/s).slice(0, 2) as [string, string]),
  );
}

import { checkAction } from "./action-rules.ts";
import { checkComponentValues, isColor } from "./flex-values.ts";
import type { OpenApiSchemas } from "./openapi.ts";
import { isObject } from "./parse-body.ts";
import {
  INVALID_PROPERTY,
  MAY_NOT_BE_EMPTY,
  MUST_BE_SPECIFIED,
  sizeBetween,
  UNKNOWN_FIELD,
  type Path,
  type Report,
} from "./problems.ts";

type Part = Record<string, unknown>;

const BUBBLE_BYTES = 30 * 1024;
const CAROUSEL_BYTES = 50 * 1024;
const BLOCKS = ["header", "hero", "body", "footer"] as const;

/** Which component a box may hold (LINE reference, "Box"). An icon stands in a baseline box only, a video in a hero only. */
const CHILDREN: Record<string, string[]> = {
  horizontal: ["box", "button", "image", "text", "separator", "filler"],
  vertical: ["box", "button", "image", "text", "separator", "filler"],
  baseline: ["icon", "text", "filler"],
};

const SCHEMA_OF: Record<string, string> = {
  box: "FlexBox",
  button: "FlexButton",
  image: "FlexImage",
  video: "FlexVideo",
  icon: "FlexIcon",
  text: "FlexText",
  span: "FlexSpan",
  separator: "FlexSeparator",
  filler: "FlexFiller",
};

/**
 * Checks a Flex container against LINE's reference, beyond the shapes of its OpenAPI document: unknown properties,
 * nesting, sizes, colours, addresses, limits. Paths are relative to the container.
 */
export function checkFlex(report: Report, container: Part, openApi: OpenApiSchemas): void {
  const known = (path: Path, part: Part, schema: string) => {
    const names = openApi.propertiesOf(schema);
    for (const name of Object.keys(part)) {
      if (!names.has(name)) report([...path, name], UNKNOWN_FIELD);
    }
  };

  if (container.type === "carousel") {
    known([], container, "FlexCarousel");
    const bubbles = (Array.isArray(container.contents) ? container.contents : []).filter(isObject);
    if (bubbles.length < 1 || bubbles.length > 12) report(["contents"], sizeBetween(1, 12));
    if (bytesOf(container) > CAROUSEL_BYTES) report([], "size of carousel must be 50 KB or less");
    bubbles.forEach((bubble, index) => {
      const path = ["contents", index];
      if ((bubble.size ?? "mega") !== (bubbles[0]?.size ?? "mega")) {
        report([...path, "size"], INVALID_PROPERTY);
      }
      if (isObject(bubble.hero) && bubble.hero.type === "video") {
        report([...path, "hero"], INVALID_PROPERTY);
      }
      checkBubble(path, bubble);
    });
  } else checkBubble([], container);
  if (countAnimated(container) > 10) report([], "animated images must be 10 or fewer");

  function checkBubble(path: Path, bubble: Part): void {
    known(path, bubble, "FlexBubble");
    if (bytesOf(bubble) > BUBBLE_BYTES) report(path, "size of bubble must be 30 KB or less");
    if (BLOCKS.every((block) => bubble[block] === undefined)) {
      report(path, "At least one block must be specified");
    }
    for (const block of BLOCKS) {
      const part = bubble[block];
      if (!isObject(part)) continue;
      const allowed = block === "hero" ? ["box", "image", "video"] : ["box"];
      if (!allowed.includes(String(part.type))) report([...path, block], INVALID_PROPERTY);
      else checkComponent([...path, block], part);
      if (
        part.type === "video" &&
        ["nano", "micro", "deca", "hecto"].includes(String(bubble.size))
      ) {
        report([...path, block], INVALID_PROPERTY);
      }
    }
    checkFlexAction([...path, "action"], bubble.action, "flex");
    if (isObject(bubble.styles)) checkStyles([...path, "styles"], bubble.styles);
  }

  function checkStyles(path: Path, styles: Part): void {
    known(path, styles, "FlexBubbleStyles");
    for (const block of BLOCKS) {
      const style = styles[block];
      if (!isObject(style)) continue;
      known([...path, block], style, "FlexBlockStyle");
      for (const name of ["backgroundColor", "separatorColor"]) {
        const color = style[name];
        if (color !== undefined && !isColor(color))
          report([...path, block, name], INVALID_PROPERTY);
      }
    }
  }

  function checkComponent(path: Path, part: Part): void {
    const type = String(part.type);
    known(path, part, SCHEMA_OF[type] ?? "FlexComponent");
    checkComponentValues(report, path, type, part);
    const place = type === "button" ? "flexButton" : type === "video" ? "flexVideo" : "flex";
    checkFlexAction([...path, "action"], part.action, place);
    if (type === "box") checkBox(path, part);
    if (type === "text") checkText(path, part);
    if (type === "video" && isObject(part.altContent)) {
      const at = [...path, "altContent"];
      if (!["box", "image"].includes(String(part.altContent.type))) report(at, INVALID_PROPERTY);
      else checkComponent(at, part.altContent);
    }
  }

  function checkBox(path: Path, box: Part): void {
    const allowed = CHILDREN[String(box.layout)] ?? [];
    const contents = (Array.isArray(box.contents) ? box.contents : []).filter(isObject);
    contents.forEach((child, index) => {
      const at = [...path, "contents", index];
      if (!allowed.includes(String(child.type))) report(at, INVALID_PROPERTY);
      else checkComponent(at, child);
    });
    if (isObject(box.background)) {
      known([...path, "background"], box.background, "FlexBoxLinearGradient");
    }
  }

  function checkText(path: Path, text: Part): void {
    const spans = Array.isArray(text.contents) ? text.contents.filter(isObject) : [];
    if (spans.length === 0 && text.text === undefined) report([...path, "text"], MUST_BE_SPECIFIED);
    if (spans.length === 0 && text.text === "") report([...path, "text"], MAY_NOT_BE_EMPTY);
    spans.forEach((span, index) => {
      const at = [...path, "contents", index];
      known(at, span, "FlexSpan");
      checkComponentValues(report, at, "span", span);
      if (span.text === "") report([...at, "text"], MAY_NOT_BE_EMPTY);
    });
  }

  function checkFlexAction(
    path: Path,
    action: unknown,
    place: "flex" | "flexButton" | "flexVideo",
  ): void {
    if (!isObject(action)) return;
    const kind = (openApi.schemas.Action?.["x-kinds"] as string[] | undefined)?.indexOf(
      String(action.type),
    );
    const reference = (openApi.schemas.Action?.oneOf as { $ref: string }[] | undefined)?.[
      kind ?? -1
    ];
    if (reference) known(path, action, reference.$ref.replace("#/$defs/", ""));
    checkAction(report, path, action, place);
  }
}

function bytesOf(part: Part): number {
  return Buffer.byteLength(JSON.stringify(part));
}

function countAnimated(part: unknown): number {
  if (Array.isArray(part)) return part.reduce<number>((sum, item) => sum + countAnimated(item), 0);
  if (!isObject(part)) return 0;
  const own = part.type === "image" && part.animated === true ? 1 : 0;
  return own + countAnimated(Object.values(part));
}

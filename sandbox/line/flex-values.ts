import { isObject } from "./parse-body.ts";
import { INVALID_PROPERTY, MUST_BE_SPECIFIED, type Path, type Report } from "./problems.ts";
import { checkMediaUrl } from "./url-rules.ts";

type Check = (value: unknown) => boolean;

const SPACES = ["none", "xs", "sm", "md", "lg", "xl", "xxl"];
const SIZES = ["xxs", "xs", "sm", "md", "lg", "xl", "xxl", "3xl", "4xl", "5xl"];
const BORDERS = ["none", "light", "normal", "medium", "semi-bold", "bold"];

const NUMBER = String.raw`\d+(?:\.\d+)?`;
const PX = new RegExp(`^${NUMBER}px$`);
const PERCENT = new RegExp(`^${NUMBER}%$`);
const OFFSET = new RegExp(`^-?${NUMBER}(?:px|%)$`);

const keyword =
  (words: string[], ...forms: RegExp[]): Check =>
  (value) =>
    typeof value === "string" && (words.includes(value) || forms.some((form) => form.test(value)));
const atLeast =
  (min: number): Check =>
  (value) =>
    typeof value === "number" && value >= min;

/** `#RRGGBB` or `#RRGGBBAA`. */
export const isColor: Check = (value) =>
  typeof value === "string" && /^#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})$/.test(value);

/** `{width}:{height}`, each 1–100000, the height at most three times the width. */
const isAspectRatio: Check = (value) => {
  const [, width, height] = /^(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)$/.exec(String(value)) ?? [];
  const [w, h] = [Number(width), Number(height)];
  return w >= 1 && w <= 100_000 && h >= 1 && h <= 100_000 && h <= w * 3;
};

const length = keyword([], PX, PERCENT);
const space = keyword(SPACES, PX);
const padding = keyword(SPACES, PX, PERCENT);
const offset = keyword(SPACES, OFFSET);

const PLACED: Record<string, Check> = {
  margin: space,
  flex: atLeast(0),
  offsetTop: offset,
  offsetBottom: offset,
  offsetStart: offset,
  offsetEnd: offset,
};

/** The values that LINE's reference allows where its OpenAPI document says only "string" or "integer". */
const CHECKS: Record<string, Record<string, Check>> = {
  box: {
    ...PLACED,
    spacing: space,
    backgroundColor: isColor,
    borderColor: isColor,
    borderWidth: keyword(BORDERS, PX),
    cornerRadius: keyword(SPACES, PX),
    width: length,
    maxWidth: length,
    height: length,
    maxHeight: length,
    paddingAll: padding,
    paddingTop: padding,
    paddingBottom: padding,
    paddingStart: padding,
    paddingEnd: padding,
  },
  button: { ...PLACED, color: isColor },
  image: {
    ...PLACED,
    size: keyword([...SIZES, "full"], PX, PERCENT),
    aspectRatio: isAspectRatio,
    backgroundColor: isColor,
  },
  video: { aspectRatio: isAspectRatio },
  icon: { ...PLACED, size: keyword(SIZES, PX, PERCENT), aspectRatio: isAspectRatio },
  text: {
    ...PLACED,
    size: keyword(SIZES, PX),
    color: isColor,
    maxLines: atLeast(0),
    lineSpacing: keyword([], PX),
  },
  span: { size: keyword(SIZES, PX), color: isColor },
  separator: { margin: space, color: isColor },
  filler: { flex: atLeast(0) },
};

/** Reports the properties of one component whose values LINE would refuse. */
export function checkComponentValues(
  report: Report,
  path: Path,
  type: string,
  part: Record<string, unknown>,
): void {
  for (const [name, check] of Object.entries(CHECKS[type] ?? {})) {
    if (part[name] !== undefined && !check(part[name])) report([...path, name], INVALID_PROPERTY);
  }
  checkMediaUrl(report, [...path, "url"], part.url);
  checkMediaUrl(report, [...path, "previewUrl"], part.previewUrl);
  if (isObject(part.background)) checkGradient(report, [...path, "background"], part.background);
}

function checkGradient(report: Report, path: Path, gradient: Record<string, unknown>): void {
  for (const name of ["angle", "startColor", "endColor"]) {
    if (gradient[name] === undefined) report([...path, name], MUST_BE_SPECIFIED);
  }
  for (const name of ["startColor", "endColor", "centerColor"]) {
    if (gradient[name] !== undefined && !isColor(gradient[name]))
      report([...path, name], INVALID_PROPERTY);
  }
  const { angle, centerPosition } = gradient;
  if (angle !== undefined && !isAngle(angle)) report([...path, "angle"], INVALID_PROPERTY);
  if (centerPosition !== undefined && !isPosition(centerPosition)) {
    report([...path, "centerPosition"], INVALID_PROPERTY);
  }
}

/** From `0%` to `100%`. */
const isPosition: Check = (value) =>
  length(value) && PERCENT.test(String(value)) && parseFloat(String(value)) <= 100;

/** `90deg`, `23.5deg`: from 0 up to but not including 360. */
function isAngle(value: unknown): boolean {
  const degrees = new RegExp(`^(${NUMBER})deg$`).exec(String(value))?.[1];
  return degrees !== undefined && Number(degrees) < 360;
}

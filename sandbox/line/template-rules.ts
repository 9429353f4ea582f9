import { checkAction } from "./action-rules.ts";
import { isObject } from "./parse-body.ts";
import {
  checkLength,
  INVALID_PROPERTY,
  oneOf,
  sizeBetween,
  type Path,
  type Report,
} from "./problems.ts";
import { checkMediaUrl } from "./url-rules.ts";

type Template = Record<string, unknown>;

/** LINE reference, "Template messages": counts, lengths (shorter beside an image or title), images and action places. */
export function checkTemplate(report: Report, path: Path, template: Template): void {
  switch (template.type) {
    case "buttons":
      checkBlock(report, path, template, { plainText: 160, actions: [1, 4] });
      return checkImageStyle(report, path, template);
    case "confirm":
      checkLength(report, [...path, "text"], template.text, 240);
      return checkActions(report, path, template, 2, 2);
    case "carousel":
      checkColumns(report, path, template, (at, column) =>
        checkBlock(report, at, column, { plainText: 120, actions: [1, 3] }),
      );
      checkLikeness(report, path, template);
      return checkImageStyle(report, path, template);
    case "image_carousel":
      return checkColumns(report, path, template, (at, column) => {
        checkMediaUrl(report, [...at, "imageUrl"], column.imageUrl);
        checkAction(report, [...at, "action"], column.action, "imageCarousel");
      });
  }
}

/** The body of a buttons template and of a carousel's column. */
function checkBlock(
  report: Report,
  path: Path,
  block: Template,
  limits: { plainText: number; actions: [min: number, max: number] },
): void {
  const isPlain = block.thumbnailImageUrl === undefined && block.title === undefined;
  checkMediaUrl(report, [...path, "thumbnailImageUrl"], block.thumbnailImageUrl);
  checkLength(report, [...path, "title"], block.title, 40);
  checkLength(report, [...path, "text"], block.text, isPlain ? limits.plainText : 60);
  checkAction(report, [...path, "defaultAction"], block.defaultAction, "templateDefault");
  checkActions(report, path, block, ...limits.actions);
  const color = block.imageBackgroundColor;
  if (typeof color === "string" && !/^#[0-9A-Fa-f]{6}$/.test(color)) {
    report([...path, "imageBackgroundColor"], INVALID_PROPERTY);
  }
}

function checkActions(report: Report, path: Path, block: Template, min: number, max: number): void {
  const actions = Array.isArray(block.actions) ? block.actions : [];
  if (actions.length < min || actions.length > max)
    report([...path, "actions"], sizeBetween(min, max));
  actions.forEach((action, index) =>
    checkAction(report, [...path, "actions", index], action, "template"),
  );
}

function checkColumns(
  report: Report,
  path: Path,
  template: Template,
  check: (at: Path, column: Template) => void,
): void {
  const columns = Array.isArray(template.columns) ? template.columns : [];
  if (columns.length < 1 || columns.length > 10) report([...path, "columns"], sizeBetween(1, 10));
  columns.filter(isObject).forEach((column, index) => check([...path, "columns", index], column));
}

/** Every column needs as many actions as the first, and an image and a title if the first has them. */
function checkLikeness(report: Report, path: Path, template: Template): void {
  const columns = (Array.isArray(template.columns) ? template.columns : []).filter(isObject);
  const shape = (column: Template) =>
    [
      Array.isArray(column.actions) ? column.actions.length : 0,
      column.thumbnailImageUrl !== undefined,
      column.title !== undefined,
    ].join();
  columns.forEach((column, index) => {
    if (shape(column) !== shape(columns[0] ?? column)) {
      report([...path, "columns", index], INVALID_PROPERTY);
    }
  });
}

function checkImageStyle(report: Report, path: Path, template: Template): void {
  const styles = { imageAspectRatio: ["rectangle", "square"], imageSize: ["cover", "contain"] };
  for (const [name, values] of Object.entries(styles)) {
    const value = template[name];
    if (typeof value === "string" && !values.includes(value))
      report([...path, name], oneOf(values));
  }
}

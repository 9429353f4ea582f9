import { isObject } from "./parse-body.ts";
import {
  checkLength,
  INVALID_PROPERTY,
  MAY_NOT_BE_EMPTY,
  MUST_BE_SPECIFIED,
  oneOf,
  type Path,
  type Report,
} from "./problems.ts";
import { checkActionUri } from "./url-rules.ts";

const EVERYWHERE = ["postback", "message", "uri", "datetimepicker", "clipboard"];

type Place = { types: string[]; label: { max: number; isRequired: boolean } };

/** Where an action stands decides its kinds and its label (LINE reference, "Action objects", "Specifications of the label"). */
const ACTION_PLACES = {
  quickReply: {
    types: [...EVERYWHERE, "camera", "cameraRoll", "location"],
    label: { max: 20, isRequired: true },
  },
  template: { types: EVERYWHERE, label: { max: 20, isRequired: true } },
  templateDefault: { types: EVERYWHERE, label: { max: 20, isRequired: false } },
  imageCarousel: { types: EVERYWHERE, label: { max: 12, isRequired: false } },
  flexButton: { types: EVERYWHERE, label: { max: 40, isRequired: true } },
  flex: { types: EVERYWHERE, label: { max: 40, isRequired: false } },
  flexVideo: { types: ["uri"], label: { max: 40, isRequired: false } },
} satisfies Record<string, Place>;

/** Reports what LINE refuses in an action that the OpenAPI shapes let pass. */
export function checkAction(
  report: Report,
  path: Path,
  action: unknown,
  placeName: keyof typeof ACTION_PLACES,
): void {
  if (!isObject(action)) return;
  const place = ACTION_PLACES[placeName];
  const type = String(action.type);
  if (!place.types.includes(type)) return report([...path, "type"], oneOf(place.types));
  if (action.label === undefined) {
    if (place.label.isRequired) report([...path, "label"], MUST_BE_SPECIFIED);
  } else checkLength(report, [...path, "label"], action.label, place.label.max);

  const demand = (name: string) => {
    if (action[name] === undefined) report([...path, name], MUST_BE_SPECIFIED);
  };
  const limit = (name: string, max: number) =>
    checkLength(report, [...path, name], action[name], max);

  if (type === "postback") {
    demand("data");
    limit("data", 300);
    limit("displayText", 300);
    limit("text", 300);
    limit("fillInText", 300);
    if (action.displayText !== undefined && action.text !== undefined) {
      report([...path, "text"], INVALID_PROPERTY);
    }
    if (action.fillInText !== undefined && action.inputOption !== "openKeyboard") {
      report([...path, "fillInText"], INVALID_PROPERTY);
    }
  }
  if (type === "message") {
    demand("text");
    limit("text", 300);
  }
  if (type === "uri") {
    demand("uri");
    checkActionUri(report, [...path, "uri"], action.uri);
    const { altUri } = action;
    if (isObject(altUri)) checkActionUri(report, [...path, "altUri", "desktop"], altUri.desktop);
  }
  if (type === "datetimepicker") {
    demand("data");
    demand("mode");
    limit("data", 300);
    checkDates(report, path, action);
  }
}

const DATE = String.raw`(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])|2100-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`;
const TIME = String.raw`(?:[01]\d|2[0-3]):[0-5]\d`;
const DATE_FORMS: Record<string, RegExp> = {
  date: new RegExp(`^(?:${DATE})$`),
  time: new RegExp(`^${TIME}$`),
  datetime: new RegExp(`^(?:${DATE})[Tt]${TIME}$`),
};

/** LINE reference, "Date and time format": the forms by mode, and min before max. */
function checkDates(report: Report, path: Path, action: Record<string, unknown>): void {
  const form = DATE_FORMS[String(action.mode)];
  for (const name of ["initial", "min", "max"]) {
    const value = action[name];
    if (value === "") report([...path, name], MAY_NOT_BE_EMPTY);
    else if (typeof value === "string" && form && !form.test(value)) {
      report([...path, name], INVALID_PROPERTY);
    }
  }
  const { min, max } = action;
  if (
    typeof min === "string" &&
    typeof max === "string" &&
    min.toLowerCase() >= max.toLowerCase()
  ) {
    report([...path, "max"], INVALID_PROPERTY);
  }
}

import { checkAction } from "./action-rules.ts";
import { isObject } from "./parse-body.ts";
import {
  checkLength,
  INVALID_PROPERTY,
  MUST_BE_SPECIFIED,
  oneOf,
  sizeBetween,
  type Path,
  type Report,
} from "./problems.ts";
import { checkTemplate } from "./template-rules.ts";
import { checkTextV2 } from "./text-v2-rules.ts";
import { checkActionUri, checkMediaUrl } from "./url-rules.ts";

type Message = Record<string, unknown>;
type Rule = (report: Report, path: Path, message: Message) => void;

/** What LINE's reference demands of each kind of message and its OpenAPI document does not say. Flex has rules of its own. */
const RULES: Record<string, Rule> = {
  text(report, path, message) {
    checkLength(report, [...path, "text"], message.text, 5_000);
    checkEmojis(report, path, message);
  },
  textV2: checkTextV2,
  sticker(report, path, message) {
    for (const name of ["packageId", "stickerId"]) {
      if (!/^\d+$/.test(String(message[name]))) report([...path, name], INVALID_PROPERTY);
    }
  },
  image(report, path, message) {
    checkMediaUrl(report, [...path, "originalContentUrl"], message.originalContentUrl);
    checkMediaUrl(report, [...path, "previewImageUrl"], message.previewImageUrl);
  },
  video(report, path, message) {
    checkMediaUrl(report, [...path, "originalContentUrl"], message.originalContentUrl);
    checkMediaUrl(report, [...path, "previewImageUrl"], message.previewImageUrl);
    const { trackingId } = message;
    checkLength(report, [...path, "trackingId"], trackingId, 100);
    if (typeof trackingId === "string" && !/^[\w\-.=,+*()%$&;:@{}!?<>[\]]*$/.test(trackingId)) {
      report([...path, "trackingId"], INVALID_PROPERTY);
    }
  },
  audio(report, path, message) {
    checkMediaUrl(report, [...path, "originalContentUrl"], message.originalContentUrl);
    if (Number(message.duration) <= 0) report([...path, "duration"], INVALID_PROPERTY);
  },
  location(report, path, message) {
    checkLength(report, [...path, "title"], message.title, 100);
    checkLength(report, [...path, "address"], message.address, 100);
    if (Math.abs(Number(message.latitude)) > 90) report([...path, "latitude"], INVALID_PROPERTY);
    if (Math.abs(Number(message.longitude)) > 180) report([...path, "longitude"], INVALID_PROPERTY);
  },
  imagemap: checkImagemap,
  template(report, path, message) {
    checkLength(report, [...path, "altText"], message.altText, 1_500);
    if (isObject(message.template)) checkTemplate(report, [...path, "template"], message.template);
  },
  flex(report, path, message) {
    checkLength(report, [...path, "altText"], message.altText, 1_500);
  },
  coupon(report, path, message) {
    checkLength(report, [...path, "couponId"], message.couponId, 100);
    const { deliveryTag } = message;
    if (typeof deliveryTag === "string" && !/^\w{0,30}$/.test(deliveryTag)) {
      report([...path, "deliveryTag"], INVALID_PROPERTY);
    }
  },
};

/** Checks one message whose shape the OpenAPI schema has passed. Throws nothing; unknown kinds pass. */
export function checkMessage(report: Report, path: Path, message: Message): void {
  RULES[String(message.type)]?.(report, path, message);
  if (isObject(message.quickReply))
    checkQuickReply(report, [...path, "quickReply"], message.quickReply);
  if (isObject(message.sender)) {
    const { name, iconUrl } = message.sender;
    checkLength(report, [...path, "sender", "name"], name, 20);
    // "Certain words such as LINE may not be used."
    if (typeof name === "string" && name.includes("LINE")) {
      report([...path, "sender", "name"], INVALID_PROPERTY);
    }
    checkMediaUrl(report, [...path, "sender", "iconUrl"], iconUrl);
  }
}

function checkQuickReply(report: Report, path: Path, quickReply: Message): void {
  const items = Array.isArray(quickReply.items) ? quickReply.items : [];
  if (items.length === 0) report([...path, "items"], sizeBetween(1, 13));
  items.filter(isObject).forEach((item, index) => {
    const at = [...path, "items", index];
    if (item.type !== "action") report([...at, "type"], oneOf(["action"]));
    if (item.action === undefined) report([...at, "action"], MUST_BE_SPECIFIED);
    checkMediaUrl(report, [...at, "imageUrl"], item.imageUrl);
    checkAction(report, [...at, "action"], item.action, "quickReply");
  });
}

/** Every LINE emoji stands for a `$` at its index; at most 20. */
function checkEmojis(report: Report, path: Path, message: Message): void {
  if (!Array.isArray(message.emojis)) return;
  if (message.emojis.length > 20) report([...path, "emojis"], sizeBetween(0, 20));
  message.emojis.filter(isObject).forEach((emoji, index) => {
    for (const name of ["index", "productId", "emojiId"]) {
      if (emoji[name] === undefined) report([...path, "emojis", index, name], MUST_BE_SPECIFIED);
    }
    if (String(message.text).charAt(Number(emoji.index)) !== "$") {
      report([...path, "emojis", index, "index"], INVALID_PROPERTY);
    }
  });
}

function checkImagemap(report: Report, path: Path, message: Message): void {
  checkMediaUrl(report, [...path, "baseUrl"], message.baseUrl);
  checkLength(report, [...path, "altText"], message.altText, 1_500);
  const { baseSize, video } = message;
  if (isObject(baseSize) && baseSize.width !== 1_040) {
    report([...path, "baseSize", "width"], INVALID_PROPERTY);
  }
  const actions = Array.isArray(message.actions) ? message.actions : [];
  if (actions.length > 50) report([...path, "actions"], sizeBetween(0, 50));
  actions.filter(isObject).forEach((action, index) => {
    const at = [...path, "actions", index];
    checkLength(report, [...at, "label"], action.label, 100);
    if (action.type === "uri") checkActionUri(report, [...at, "linkUri"], action.linkUri);
    if (action.type === "message") checkLength(report, [...at, "text"], action.text, 400);
    checkArea(report, [...at, "area"], action.area);
  });
  if (!isObject(video)) return;
  for (const name of ["originalContentUrl", "previewImageUrl", "area"]) {
    if (video[name] === undefined) report([...path, "video", name], MUST_BE_SPECIFIED);
  }
  checkMediaUrl(report, [...path, "video", "originalContentUrl"], video.originalContentUrl);
  checkMediaUrl(report, [...path, "video", "previewImageUrl"], video.previewImageUrl);
  checkArea(report, [...path, "video", "area"], video.area);
  if (!isObject(video.externalLink)) return;
  const at = [...path, "video", "externalLink"];
  checkActionUri(report, [...at, "linkUri"], video.externalLink.linkUri);
  checkLength(report, [...at, "label"], video.externalLink.label, 30);
}

function checkArea(report: Report, path: Path, area: unknown): void {
  if (!isObject(area)) return;
  for (const name of ["x", "y"]) {
    if (Number(area[name]) < 0) report([...path, name], INVALID_PROPERTY);
  }
  for (const name of ["width", "height"]) {
    if (Number(area[name]) <= 0) report([...path, name], INVALID_PROPERTY);
  }
}

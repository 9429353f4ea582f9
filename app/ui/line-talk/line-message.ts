import type { FlexBubble, FlexCarousel } from "./flex-contents.ts";

/**
 * LINE's messages as the drawing reads them: the shapes of LINE's OpenAPI document (`messaging-api.yml`), with
 * most properties optional, so that a half-written draft and a message of next year can be drawn too.
 * Sizes, colours and URLs are plain strings here; `flex-values.ts` and `safe-uri.ts` decide what is drawn.
 */

export type LineAction =
  | { type: "uri"; label?: string; uri?: string; altUri?: { desktop?: string } }
  | { type: "message"; label?: string; text?: string }
  | {
      type: "postback";
      label?: string;
      data?: string;
      displayText?: string;
      text?: string;
      inputOption?: string;
      fillInText?: string;
    }
  | {
      type: "datetimepicker";
      label?: string;
      data?: string;
      mode?: "date" | "time" | "datetime";
      initial?: string;
      min?: string;
      max?: string;
    }
  | { type: "clipboard"; label?: string; clipboardText?: string }
  | { type: "richmenuswitch"; label?: string; richMenuAliasId?: string; data?: string }
  | { type: "camera" | "cameraRoll" | "location"; label?: string };

export type QuickReply = { items?: { type?: string; imageUrl?: string; action?: LineAction }[] };
type Sender = { name?: string; iconUrl?: string };

type MessageCommon = { quickReply?: QuickReply; sender?: Sender };

export type LineEmoji = { index?: number; productId?: string; emojiId?: string };
type TextSubstitution = {
  type: string;
  productId?: string;
  emojiId?: string;
  mentionee?: { type: string; userId?: string };
};

export type TextMessage = MessageCommon & { type: "text"; text?: string; emojis?: LineEmoji[] };
export type TextMessageV2 = MessageCommon & {
  type: "textV2";
  text?: string;
  substitution?: Record<string, TextSubstitution>;
};
type StickerMessage = MessageCommon & {
  type: "sticker";
  packageId?: string;
  stickerId?: string;
};
export type MediaMessage = MessageCommon & {
  type: "image" | "video";
  originalContentUrl?: string;
  previewImageUrl?: string;
};
export type AudioMessage = MessageCommon & {
  type: "audio";
  originalContentUrl?: string;
  /** Milliseconds. */
  duration?: number;
};
/** Only ever sent by a user: the Messaging API has no outgoing file message. */
export type FileMessage = MessageCommon & { type: "file"; fileName?: string; fileSize?: number };
export type LocationMessage = MessageCommon & {
  type: "location";
  title?: string;
  address?: string;
  latitude?: number;
  longitude?: number;
};
export type ImagemapArea = { x: number; y: number; width: number; height: number };
export type ImagemapMessage = MessageCommon & {
  type: "imagemap";
  baseUrl?: string;
  altText?: string;
  baseSize?: { width: number; height: number };
  actions?: {
    type: string;
    area?: ImagemapArea;
    label?: string;
    linkUri?: string;
    text?: string;
    clipboardText?: string;
  }[];
  video?: {
    originalContentUrl?: string;
    previewImageUrl?: string;
    area?: ImagemapArea;
    externalLink?: { linkUri?: string; label?: string };
  };
};

type TemplateImage = {
  imageAspectRatio?: string;
  imageSize?: string;
};
export type TemplateColumn = {
  thumbnailImageUrl?: string;
  imageBackgroundColor?: string;
  title?: string;
  text?: string;
  defaultAction?: LineAction;
  actions?: LineAction[];
};
export type Template =
  | (TemplateColumn & TemplateImage & { type: "buttons" })
  | { type: "confirm"; text?: string; actions?: LineAction[] }
  | (TemplateImage & { type: "carousel"; columns?: TemplateColumn[] })
  | { type: "image_carousel"; columns?: { imageUrl?: string; action?: LineAction }[] };
type TemplateMessage = MessageCommon & {
  type: "template";
  altText?: string;
  template?: Template;
};
type CouponMessage = MessageCommon & { type: "coupon"; couponId?: string };

type FlexMessage = MessageCommon & {
  type: "flex";
  altText?: string;
  contents?: FlexBubble | FlexCarousel;
};

export type LineMessage =
  | TextMessage
  | TextMessageV2
  | StickerMessage
  | MediaMessage
  | AudioMessage
  | FileMessage
  | LocationMessage
  | ImagemapMessage
  | TemplateMessage
  | FlexMessage
  | CouponMessage;

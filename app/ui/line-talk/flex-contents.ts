import type { LineAction } from "./line-message.ts";

/** What a Flex Message contains: `FlexContainer` and `FlexComponent` of LINE's OpenAPI document, as permissive as `line-message.ts`. */

type FlexPosition = {
  position?: string;
  offsetTop?: string;
  offsetBottom?: string;
  offsetStart?: string;
  offsetEnd?: string;
};
type FlexItem = FlexPosition & { flex?: number; margin?: string };
type FlexWriting = {
  text?: string;
  size?: string;
  color?: string;
  weight?: string;
  style?: string;
  decoration?: string;
};

export type FlexBox = FlexItem & {
  type: "box";
  layout?: string;
  contents?: FlexComponent[];
  spacing?: string;
  backgroundColor?: string;
  background?: {
    type: string;
    angle?: string;
    startColor?: string;
    endColor?: string;
    centerColor?: string;
    centerPosition?: string;
  };
  borderColor?: string;
  borderWidth?: string;
  cornerRadius?: string;
  width?: string;
  maxWidth?: string;
  height?: string;
  maxHeight?: string;
  paddingAll?: string;
  paddingTop?: string;
  paddingBottom?: string;
  paddingStart?: string;
  paddingEnd?: string;
  justifyContent?: string;
  alignItems?: string;
  action?: LineAction;
};
export type FlexButton = FlexItem & {
  type: "button";
  action?: LineAction;
  color?: string;
  style?: string;
  gravity?: string;
  height?: string;
  adjustMode?: string;
  scaling?: boolean;
};
export type FlexImage = FlexItem & {
  type: "image";
  url?: string;
  align?: string;
  gravity?: string;
  size?: string;
  aspectRatio?: string;
  aspectMode?: string;
  backgroundColor?: string;
  action?: LineAction;
  animated?: boolean;
};
export type FlexVideo = {
  type: "video";
  url?: string;
  previewUrl?: string;
  altContent?: FlexComponent;
  aspectRatio?: string;
  action?: LineAction;
};
export type FlexIcon = FlexPosition & {
  type: "icon";
  url?: string;
  size?: string;
  aspectRatio?: string;
  margin?: string;
  scaling?: boolean;
};
export type FlexSpan = FlexWriting & { type: "span" };
export type FlexText = FlexItem &
  FlexWriting & {
    type: "text";
    contents?: FlexSpan[];
    align?: string;
    gravity?: string;
    wrap?: boolean;
    maxLines?: number;
    lineSpacing?: string;
    adjustMode?: string;
    scaling?: boolean;
    action?: LineAction;
  };
type FlexSeparator = { type: "separator"; margin?: string; color?: string };
type FlexFiller = { type: "filler"; flex?: number };
export type FlexComponent =
  | FlexBox
  | FlexButton
  | FlexImage
  | FlexVideo
  | FlexIcon
  | FlexText
  | FlexSpan
  | FlexSeparator
  | FlexFiller;

type FlexBlockStyle = {
  backgroundColor?: string;
  separator?: boolean;
  separatorColor?: string;
};
export type FlexBlockName = "header" | "hero" | "body" | "footer";
export type FlexBubble = {
  type: "bubble";
  size?: string;
  direction?: string;
  header?: FlexBox;
  hero?: FlexComponent;
  body?: FlexBox;
  footer?: FlexBox;
  styles?: Partial<Record<FlexBlockName, FlexBlockStyle>>;
  action?: LineAction;
};
export type FlexCarousel = { type: "carousel"; contents?: FlexBubble[] };

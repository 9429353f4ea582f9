import type { messagingApi } from "@line/bot-sdk";

/** One message object as the Messaging API takes it; a send carries one to five. */
export type LineMessage = messagingApi.Message;
export type FlexBox = messagingApi.FlexBox;
export type FlexComponent = messagingApi.FlexComponent;

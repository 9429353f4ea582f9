import { expect, test } from "vitest";
import { isLinkKeyword } from "#app/linking/link-keywords.ts";

test.each([
  "連携",
  " 連携 ",
  "連携。",
  "連携!",
  "連 携",
  "れんけい",
  "レンケイ",
  "レンケイ",
  "LINE連携",
  "line 連携",
  "LINE連携",
  "ID連携",
  "連携する",
  "link",
  "LINK",
  "Link",
  "link account",
])("%s asks to link", (text) => {
  expect(isLinkKeyword(text)).toBe(true);
});

test.each([
  "",
  "連携できません",
  "連携解除",
  "連携ってなに",
  "解除",
  "配信停止",
  "linked",
  "linkin park",
  "連携".repeat(30),
])("%s is for a person to read", (text) => {
  expect(isLinkKeyword(text)).toBe(false);
});

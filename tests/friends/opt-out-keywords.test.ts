import { expect, test } from "vitest";
import { readOptOutKeyword } from "#app/friends/opt-out-keywords.ts";

test.each([
  "配信停止",
  " 停止 ",
  "停止。",
  "STOP",
  "stop",
  "Stop!",
  "stop",
  "Unsubscribe",
  "配信停止\n",
])("%j alone stops every kind of message", (text) => {
  expect(readOptOutKeyword(text)).toEqual({ kind: "all", wants: "out" });
});

test.each(["再開", "配信再開", "START", "start"])(
  "%j alone resumes every kind of message",
  (text) => {
    expect(readOptOutKeyword(text)).toEqual({ kind: "all", wants: "in" });
  },
);

test("a keyword for cart reminders stops those only", () => {
  expect(readOptOutKeyword("カート通知停止")).toEqual({ kind: "recovery", wants: "out" });
  expect(readOptOutKeyword("カート通知停止")).toEqual({ kind: "recovery", wants: "out" });
  expect(readOptOutKeyword("Stop cart")).toEqual({ kind: "recovery", wants: "out" });
});

test.each([
  "配信停止ってできますか?",
  "stop it please",
  "バス停止まりますか",
  "停",
  "",
  "   ",
  "。",
  "<b>stop</b>",
  "停止".repeat(3_000),
])("%j is a message like any other", (text) => {
  expect(readOptOutKeyword(text)).toBeNull();
});

import { expect, test } from "vitest";
import { isQuiet, staffPreferences, type StaffPreferences } from "#app/staff/staff-preferences.ts";

const preferences = (from: number | null, until: number | null): StaffPreferences => ({
  sendKey: "enter",
  playsSound: true,
  showsDesktop: true,
  quietFromMinute: from,
  quietUntilMinute: until,
});

test.each([
  ["without quiet hours it may ring at night", null, null, 180, false],
  ["within them nothing rings", 60, 120, 60, true],
  ["when they end it may ring", 60, 120, 120, false],
  ["over midnight nothing rings before it", 1_320, 480, 1_400, true],
  ["nor after it", 1_320, 480, 479, true],
  ["and it may by day", 1_320, 480, 700, false],
])("%s", (_name, from, until, minute, quiet) => {
  expect(isQuiet(preferences(from, until), minute)).toBe(quiet);
});

test.each([
  ["half of quiet hours", preferences(60, null)],
  ["quiet hours of a whole day or none", preferences(60, 60)],
  ["a minute that no day has", preferences(0, 1_440)],
  ["another key", { ...preferences(null, null), sendKey: "tab" }],
  ["nothing", undefined],
])("%s are no preferences", (_name, value) => {
  expect(staffPreferences.safeParse(value).success).toBe(false);
});

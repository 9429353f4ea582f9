import type { Locator } from "playwright-core";
import { isReading, type Visit } from "./visit.ts";

/** Of each kind of control; a list repeats its own. */
const MOST = { fields: 5, selects: 5, boxes: 5, buttons: 12 };

/** Quick typing: about six keys a second. */
const KEY_MS = 160;

/** A control that can't be had within this time went away with what was touched before. */
const AT_HAND = { timeout: 3_000 };

const FIELDS = "input:is([type=search], [type=text], [type=number], :not([type])), textarea";
const BUTTONS = "button:not([disabled]):not([aria-disabled=true])";

/**
 * Touches every kind of control that a page has, with real keys and clicks: types into its fields, changes its selects,
 * ticks its boxes, presses its buttons. What is to be written never reaches the app, so that each round finds the same
 * shop.
 */
export async function touchEverything(
  { page, frame, settled }: Visit,
  appUrl: string,
): Promise<void> {
  await page.route(`${appUrl}/**`, (route) => {
    const request = route.request();
    return isReading(request.method(), request.postData()) ? route.continue() : undefined;
  });
  const touch = async (control: Locator, gesture: () => Promise<void>) => {
    if (!(await control.isVisible())) return;
    await gesture().catch((error: Error) => {
      if (error.name !== "TimeoutError") throw error;
    });
    await settled();
  };
  for (const field of await usable(frame.locator(FIELDS), MOST.fields)) {
    await touch(field, async () => {
      await field.click(AT_HAND);
      await page.keyboard.press("End");
      await page.keyboard.type("さくら", { delay: KEY_MS });
      await page.keyboard.press("1", { delay: KEY_MS });
    });
    await touch(field, async () => {
      for (let key = 0; key < 4; key++) {
        await page.keyboard.press("Backspace", { delay: KEY_MS / 2 });
      }
    });
  }
  for (const select of await usable(frame.locator("select"), MOST.selects)) {
    await touch(select, async () => {
      await select.focus(AT_HAND);
      await page.keyboard.press("ArrowDown");
    });
  }
  for (const box of await usable(frame.locator("input[type=checkbox]"), MOST.boxes)) {
    await touch(box, () => box.click({ ...AT_HAND, force: true }));
  }
  for (const button of await differing(frame.locator(BUTTONS), MOST.buttons)) {
    await touch(button, () => button.click(AT_HAND));
    if (await frame.locator("[role=dialog]").count()) {
      await page.keyboard.press("Escape");
      await settled();
    }
  }
}

async function usable(controls: Locator, most: number): Promise<Locator[]> {
  const kept: Locator[] = [];
  for (const control of await controls.all()) {
    if (kept.length < most && (await control.isVisible()) && (await control.isEnabled()))
      kept.push(control);
  }
  return kept;
}

/** The first of each name: a list has the same button in every row. */
async function differing(buttons: Locator, most: number): Promise<Locator[]> {
  const names = await buttons.allTextContents();
  const first = names.flatMap((name, index) =>
    names.findIndex((other) => other.trim() === name.trim()) === index ? [buttons.nth(index)] : [],
  );
  return first.slice(0, most);
}

import type { FrameLocator, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import type { SandboxAddresses } from "#tests/setup/sandbox.ts";

/** A merchant in Shopify admin, in Japanese. Musubi is in the admin's frame; the save bar is the admin's own. */
export function createMerchant(page: Page, { admin, channel }: SandboxAddresses) {
  const app: FrameLocator = page.frameLocator("iframe");

  async function open(path: string, heading: string) {
    await page.goto(`${admin}/app/${path}`);
    await app.getByRole("heading", { name: heading, level: 1 }).waitFor();
  }

  /** What is typed before React has taken over the server's page is not known to it. */
  async function isReady(control: Locator) {
    await expect.poll(() => control.evaluate(isHydrated), { timeout: 20_000 }).toBe(true);
  }

  async function save() {
    const button = page.getByRole("button", { name: "保存する", exact: true });
    await button.click();
    await button.waitFor({ state: "hidden" });
  }

  return {
    page,
    app,
    open,
    save,

    /** Enters both channels' credentials, and lets LINE's webhook come to Musubi. */
    async connectsLine() {
      await open("settings", "設定");
      const { messaging, login } = channel;
      await isReady(app.getByLabel("チャネルID").first());
      await app.getByLabel("チャネルID").first().fill(messaging.channelId);
      await app.getByLabel("チャネルシークレット").first().fill(messaging.channelSecret);
      await app.getByLabel("チャネルID").nth(1).fill(login.channelId);
      await app.getByLabel("チャネルシークレット").nth(1).fill(login.channelSecret);
      await save();
      await app.getByRole("button", { name: "MusubiのURLを設定する" }).click();
      await app.getByText("LINEの出来事がMusubiに届きます").waitFor();
    },

    /** Pastes the id of the LIFF app that they added in LINE's console. */
    async setsLiffId() {
      await open("settings/linking", "連携の設定");
      const field = app.getByLabel("LIFF ID");
      await isReady(field);
      await field.fill(channel.liff.liffId);
      await save();
    },

    /** Logs in with their own LINE, in another tab. */
    async provesLine() {
      await open("settings", "設定");
      const start = app.getByRole("button", { name: "LINEでログインして確かめる" });
      await isReady(start);
      const opened = page.context().waitForEvent("page");
      await start.click();
      const tab = await opened;
      await tab.getByRole("button", { name: "店長" }).click();
      await tab.getByRole("button", { name: "許可する" }).click();
      await tab.getByRole("button", { name: "を友だち追加" }).click();
      await app.getByText("さんのLINEにテスト送信します").waitFor();
    },

    /** Switches the recommended step and the programme on, at any hour of the day. */
    async switchesRecoveryOn() {
      await open("recovery", "カゴ落ち対策");
      await isReady(app.getByLabel("カゴ落ちメッセージを送る"));
      await app.getByLabel("カゴ落ちメッセージを送る").check();
      await app.getByRole("checkbox", { name: "10時間後" }).check();
      await app.getByLabel("送信を始める時刻").fill("00:00");
      await app.getByLabel("送信を終える時刻").fill("00:00");
      await save();
    },

    /** Searches the people for somebody who is there, and before that for somebody who is not. */
    async findsPerson(name: string) {
      await open("people", "友だち・お客様");
      const field = app.getByRole("searchbox");
      await isReady(field);
      await field.fill("誰でもない");
      await app.getByText("「誰でもない」に合う人はいません").waitFor();
      await field.fill(name);
      await app.getByText(name).first().waitFor();
    },

    /** Opens the results anew until they say so: an order is told by a webhook, a moment after it was made. */
    async seesInResults(text: string | RegExp) {
      for (let tries = 1; ; tries++) {
        await open("results", "結果");
        try {
          return await app.getByText(text).first().waitFor({ timeout: 4_000 });
        } catch (error) {
          if (tries === 5) throw error;
        }
      }
    },
  };
}

function isHydrated(element: Element): boolean {
  return Object.keys(element).some((key) => key.startsWith("__react"));
}

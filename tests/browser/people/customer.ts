import type { Page } from "playwright-core";
import type { SandboxAddresses } from "#tests/setup/sandbox.ts";

/** A customer at the storefront, in Japanese. */
export function createCustomer(page: Page, { storefront }: SandboxAddresses) {
  return {
    page,

    async logsIn(name: string) {
      await page.goto(storefront);
      await page.getByRole("link", { name: "ログイン", exact: true }).click();
      await page.getByRole("button", { name }).click();
      await page.getByRole("link", { name: "マイページ" }).waitFor();
    },

    /** From the theme's block through LINE Login and the confirmation, back to where they were. */
    async linksLine(lineName: string) {
      await page.getByRole("link", { name: "LINEでログインして連携" }).first().click();
      await page.getByRole("button", { name: lineName }).click();
      await page.getByRole("button", { name: "許可する" }).click();
      await page.getByRole("button", { name: "を友だち追加" }).click();
      await page.getByRole("button", { name: "連携する" }).click();
      await page.getByText("LINEと連携しました。").waitFor();
    },

    async leavesACheckout(product: string) {
      await page.goto(storefront);
      await page.getByRole("link", { name: product }).first().click();
      await page.getByRole("button", { name: "カートに入れる" }).click();
      await page
        .getByRole("link", { name: "購入手続きへ" })
        .or(page.getByRole("button", { name: "購入手続きへ" }))
        .click();
      await page.waitForURL(/\/checkouts\//);
      const checkout = page.url();
      await page.goto(storefront);
      return checkout;
    },
  };
}

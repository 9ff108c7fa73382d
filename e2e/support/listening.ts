import { expect, type Page } from "@playwright/test";

/** Waits until the page's own code listens: what the server sent can be seen before it can be used. */
export async function untilListening(page: Page): Promise<void> {
  const help = page.getByRole("dialog", { name: "Help and shortcuts" });
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(help).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
}

import type { Download, Locator, Page } from "@playwright/test";

/** The evidence sheet of one leaver as a person prints it. */
export class SheetPage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  get paper(): Locator {
    return this.page.locator(".sheet-paper");
  }

  /** The digest of what the sheet says, as it stands in the foot. */
  async digest(): Promise<string> {
    const foot = await this.page.locator(".sheet-foot .sheet-digest").textContent();
    return /[0-9a-f]{64}/.exec(foot ?? "")?.[0] ?? "";
  }

  /** Every text of the paper, part by part, without white space. */
  async texts(): Promise<readonly string[]> {
    const found = await this.paper.locator("h1, dd, li, tbody th, td:not(:has(*)), .sheet-result").allTextContents();
    return found.map((text) => text.replace(/\s+/gu, "")).filter((text) => text !== "");
  }

  async download(link: Locator): Promise<Download> {
    const coming = this.page.waitForEvent("download");
    await link.click();
    return coming;
  }
}

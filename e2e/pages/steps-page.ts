import type { Locator, Page } from "@playwright/test";
import { untilListening } from "../support/listening.ts";

/** The list of open steps as a person uses it. Presses are counted. */
export class StepsPage {
  readonly page: Page;
  clicks = 0;
  constructor(page: Page) {
    this.page = page;
  }

  async open(query = ""): Promise<void> {
    await this.page.goto(`/steps${query}`);
    await untilListening(this.page);
  }

  async click(what: Locator): Promise<void> {
    this.clicks += 1;
    await what.click();
  }

  tab(word: string): Locator {
    return this.page.getByRole("navigation", { name: "Views of steps" }).getByRole("link", { name: word });
  }

  get all(): Locator {
    return this.page.getByRole("checkbox", { name: /^Select all [\d,]+\+? matching$/ });
  }

  get rows(): Locator {
    return this.page.locator(".steps-list tbody tr");
  }

  get toolbar(): Locator {
    return this.page.getByRole("toolbar", { name: "Selected steps" });
  }

  get dialog(): Locator {
    return this.page.getByRole("dialog", { name: /^Assign [\d,]+\+? steps?$/ });
  }

  get apply(): Locator {
    return this.dialog.getByRole("button", { name: /^Assign [\d,]+\+? steps?/ });
  }
}

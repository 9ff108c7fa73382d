import type { Locator, Page } from "@playwright/test";

/** The page on which an owner answers, as it is used without any script. */
export class ConfirmPage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  card(person: string): Locator {
    return this.page
      .locator(".confirm-card")
      .filter({ has: this.page.getByRole("heading", { name: person, exact: true }) });
  }

  answer(person: string, words: string): Locator {
    return this.page.getByRole("button", { name: `${person}: ${words}` });
  }

  receipt(person: string): Locator {
    return this.card(person).locator(".receipt");
  }
}

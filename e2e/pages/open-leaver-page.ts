import type { Page } from "@playwright/test";

interface Event {
  readonly person: string;
  readonly date: string;
  readonly time: string;
  readonly zone: string;
}

/** The form that opens a leaver by hand. */
export class OpenLeaverPage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.goto("/leavers/new");
    // Filled by the browser, so it is there once the page listens.
    await this.page.locator("#zone[value]:not([value=''])").waitFor();
  }

  async fill({ person, date, time, zone }: Event): Promise<void> {
    await this.page.getByLabel("Person").fill(person);
    await this.page.getByLabel("Effective end, date").fill(date);
    await this.page.getByLabel("Time", { exact: true }).fill(time);
    await this.page.getByLabel("Time zone").fill(zone);
  }

  async send(): Promise<void> {
    await this.page.getByRole("button", { name: "Open the leaver" }).click();
  }
}

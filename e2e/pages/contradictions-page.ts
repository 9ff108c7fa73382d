import type { Locator, Page } from "@playwright/test";

/** The report of contradicted claims as a person uses it. */
export class ContradictionsPage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async open(query = ""): Promise<void> {
    await this.page.goto(`/contradictions${query}`);
  }

  /** Rows of claims whose text holds all of `texts`. */
  row(...texts: readonly string[]): Locator {
    return texts.reduce((rows, hasText) => rows.filter({ hasText }), this.page.locator(".claims-list tbody tr"));
  }

  get dialog(): Locator {
    return this.page.getByRole("dialog", { name: /^Assign \d+ items?$/ });
  }

  /** Imports a file through the form. */
  async upload(name: string, csv: string, source: string): Promise<void> {
    await this.page.goto("/contradictions/import");
    // Filled by the browser, so it is there once the page listens.
    await this.page.locator("#zone[value]:not([value=''])").waitFor();
    await this.page.getByLabel("File").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(csv) });
    await this.page.getByLabel("Exported by").selectOption("okta-tasks");
    await this.page.getByLabel("Name of the tool").fill(source);
    await this.page.getByRole("button", { name: "Import claims" }).click();
  }
}

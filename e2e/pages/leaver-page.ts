import type { Locator, Page } from "@playwright/test";
import { untilListening } from "../support/listening.ts";

/** One leaver as a person uses it. */
export class LeaverPage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async open(id: string): Promise<void> {
    await this.page.goto(`/leavers/${id}`);
    await untilListening(this.page);
  }

  row(system: string): Locator {
    return this.page.locator(".ledger tbody tr").filter({ has: this.page.getByText(system, { exact: true }) });
  }

  /** The cell of one layer: its name holds system, layer and verdict in words. */
  cell(system: string, layer: string): Locator {
    return this.row(system).getByRole("button", { name: `${system}, ${layer}` });
  }

  get drawer(): Locator {
    return this.page.getByRole("dialog").filter({ has: this.page.locator("#drawer-title") });
  }

  get headline(): Locator {
    return this.page.getByRole("heading", { level: 2, name: /^Verified / });
  }

  async assign(system: string, person: string): Promise<void> {
    await this.row(system).getByRole("button", { name: "No owner" }).click();
    const card = this.page.getByRole("dialog", { name: `Owner of ${system}` });
    await card.getByRole("combobox").selectOption({ label: person });
    await card.getByRole("button", { name: `Assign ${person}` }).click();
  }
}

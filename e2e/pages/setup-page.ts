import type { Locator, Page } from "@playwright/test";

/** The first run in a browser, with what it costs: presses and seconds, step by step. */
export class SetupPage {
  readonly page: Page;
  readonly costs: { step: string; presses: number; seconds: number }[] = [];
  #presses = 0;
  #began = performance.now();

  constructor(page: Page) {
    this.page = page;
  }

  get title(): Locator {
    return this.page.getByRole("heading", { level: 1 });
  }

  get alert(): Locator {
    // Next announces every page in an alert of its own.
    return this.page.locator(".refusals[role=alert]");
  }

  /** A press of a button, a link or a box. */
  async press(target: Locator): Promise<void> {
    this.#presses += 1;
    await target.click();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name });
  }

  /** Choosing a file takes two presses of a person: the button, and the file in the dialog. */
  async choose(act: string, file: string): Promise<void> {
    this.#presses += 2;
    const chooser = this.page.waitForEvent("filechooser");
    await this.button(act).click();
    await (await chooser).setFiles(file);
  }

  /** Looks at every finding that must be confirmed. */
  async confirmAll(): Promise<void> {
    for (const box of await this.page.getByRole("checkbox").all()) {
      this.#presses += 1;
      await box.check();
    }
  }

  /** Seconds that a check of the test itself took are nobody's. */
  async uncounted(check: () => Promise<void>): Promise<void> {
    const began = performance.now();
    await check();
    this.#began += performance.now() - began;
  }

  /** Closes the count of one step. */
  ended(step: string): void {
    const now = performance.now();
    this.costs.push({ step, presses: this.#presses, seconds: Math.round((now - this.#began) / 100) / 10 });
    this.#presses = 0;
    this.#began = now;
  }

  secondsUntil(step: string): number {
    const last = this.costs.findIndex((one) => one.step === step);
    return this.costs.slice(0, last + 1).reduce((sum, one) => sum + one.seconds, 0);
  }
}

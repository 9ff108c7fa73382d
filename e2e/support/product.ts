import { test as base } from "@playwright/test";
import { type Api, closeout, openApi } from "./closeout.ts";
import { type Company, openCompany } from "./company.ts";

interface Product {
  readonly api: Api;
  readonly company: Company;
  /** Cookies of an administrator who is signed in. */
  readonly signedIn: Awaited<ReturnType<import("@playwright/test").BrowserContext["storageState"]>>;
}

function baseUrl(): string {
  const url = process.env["BASE_URL"];
  if (!url) throw new Error("BASE_URL is not set: these specs need a running product");
  return url;
}

/** A browser that is signed in, beside the product's API and two connected systems. */
export const test = base.extend<Record<never, never>, { product: Product }>({
  product: [
    async ({ browser }, use) => {
      const api = await openApi(baseUrl());
      const company = await openCompany(api);
      const context = await browser.newContext({ baseURL: baseUrl() });
      const page = await context.newPage();
      await page.goto(await closeout("sign-in-link", "--role", "administrator", "--name", "A. Moreau"));
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.waitForURL(/\/(leavers|setup)/);
      const signedIn = await context.storageState();
      await context.close();
      await use({ api, company, signedIn });
      company.close();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  storageState: async ({ product }, use) => use(product.signedIn),
});

import { mkdtempSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { expectAccessible } from "./accessibility.ts";

/** A browser of somebody in Berlin. */
export const BERLIN = { viewport: { width: 1440, height: 900 }, timezoneId: "Europe/Berlin", locale: "en-GB" } as const;

/** A browser in which the one-time link was used. */
export async function signIn(browser: Browser, baseURL: string, link: string): Promise<BrowserContext> {
  const opened = await browser.newContext({ ...BERLIN, baseURL });
  const first = await opened.newPage();
  await first.goto(link);
  await first.getByRole("button", { name: "Sign in" }).click();
  await first.waitForURL(/\/(leavers|setup)/);
  await first.close();
  return opened;
}

/** No violation in light nor in dark. */
export async function bothThemes(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
  await page.emulateMedia({ colorScheme: "light" });
}

/** A day so many days ago, in Berlin. */
export function dayBefore(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toLocaleDateString("sv", { timeZone: "Europe/Berlin" });
}
const german = (day: string) => day.split("-").reverse().join(".");

/** Three who left, the first 41 full days ago, and a line that is no date. */
export const leaversFile = () =>
  [
    "Personalnummer;Name;E-Mail;Austrittsdatum",
    `E-1;Elena Marković;elena@example.com;${german(dayBefore(42))}`,
    `E-2;Sam Whitfield;sam@example.com;${german(dayBefore(19))}`,
    `E-3;Noor Rahimi;noor@example.com;${german(dayBefore(5))}`,
    "E-4;Bad Date;bad@example.com;31.11.2025",
  ].join("\n");

/** How many stay and are in every list. */
export const STAFF = 60;
const staff = Array.from({ length: STAFF }, (_, at) => `s-${at},staff${at},staff${at}@example.com,Active,User,`);
export const ELENA = "u-1,elena,elena@example.com,Active,Administrator,2025-11-02 09:14";
export const SAM = "u-2,sam,sam@example.com,Active,Sales user,";

/** A list of users with these rows and so many of those who stay. */
export function usersFile(rows: readonly string[], stay = STAFF): string {
  return ["User ID,Username,E-mail,Status,Role,Last login", ...rows, ...staff.slice(0, stay)].join("\n");
}

const folder = mkdtempSync(join(tmpdir(), "first-run-"));

/** Writes a file as somebody who exports one does, and gives its place. */
export async function save(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

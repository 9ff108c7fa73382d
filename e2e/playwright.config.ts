import { defineConfig, devices } from "@playwright/test";
import { freePort } from "./support/free-port.ts";

// Workers read this file again: the port must be the one the first reading chose.
process.env["GALLERY_PORT"] ??= String(await freePort());
const gallery = `http://127.0.0.1:${process.env["GALLERY_PORT"]}`;
const chromium = process.env["CLOSEOUT_CHROMIUM"];

/**
 * `gallery` starts a page of its own with invented data; `product` and `demo` need BASE_URL of a running product
 * and SIGN_IN_LINK, a one-time link of it.
 */
export default defineConfig({
  testDir: "./specs",
  outputDir: "../test-results",
  forbidOnly: true,
  workers: 1,
  timeout: 120_000,
  // A screen is rendered by the server: on a machine with other work that takes longer than the five seconds given else.
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    launchOptions: { args: ["--no-sandbox"], ...(chromium ? { executablePath: chromium } : {}) },
  },
  projects: [
    { name: "gallery", testDir: "./specs/gallery", use: { baseURL: gallery } },
    { name: "demo", testDir: "./specs/demo", use: { baseURL: process.env["BASE_URL"] ?? "" } },
    { name: "product", testDir: "./specs/product", use: { baseURL: process.env["BASE_URL"] ?? "" } },
  ],
  webServer: {
    command: `"${process.execPath}" node_modules/next/dist/bin/next dev e2e/gallery -H 127.0.0.1 -p ${process.env["GALLERY_PORT"]}`,
    cwd: "..",
    url: `${gallery}/verdicts`,
    timeout: 120_000,
    env: { NEXT_TELEMETRY_DISABLED: "1" },
  },
});

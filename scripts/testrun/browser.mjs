import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { run } from "../launch/child.mjs";
import { ROOT } from "../launch/data-folder.mjs";
import { step } from "../launch/progress.mjs";

const KNOWN = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * Finds a browser that runs, or installs one: as root Debian's, else Playwright's own download, which needs no root.
 * @returns {Promise<{ path: string | undefined, reason: string, needsRoot: boolean }>} path undefined: there is none,
 *   for this reason; needsRoot: root could have installed one
 */
export async function findBrowser() {
  const found = [process.env.CHROME_PATH, ...KNOWN, await playwrightsOwn()].find(runs);
  if (found) return { path: found, reason: "", needsRoot: false };
  const root = process.getuid?.() === 0;
  if (root && existsSync("/usr/bin/apt-get")) {
    await step("Installing Debian's chromium", installDebian);
    if (runs(KNOWN[0])) return { path: KNOWN[0], reason: "", needsRoot: false };
  }
  await step("Downloading Playwright's chromium", download);
  const own = await playwrightsOwn();
  if (runs(own)) return { path: own, reason: "", needsRoot: false };
  const reason = root
    ? "no browser is installed, and neither Debian's chromium nor Playwright's could be had: install chromium, or name one with CHROME_PATH"
    : "no browser is installed, Playwright's could not be downloaded, and installing Debian's needs root: install chromium as root, or name one with CHROME_PATH";
  return { path: undefined, reason, needsRoot: !root };
}

const runs = (file) =>
  Boolean(file) && existsSync(file) && spawnSync(file, ["--version"], { timeout: 20_000 }).status === 0;

async function playwrightsOwn() {
  const { chromium } = await import("playwright");
  return chromium.executablePath();
}

async function installDebian() {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const options = { env, timeout: 300_000 };
  const updated = await run("apt-get", ["update"], options);
  const args = ["install", "-y", "--no-install-recommends", "chromium"];
  const installed = await run("apt-get", args, options);
  if (installed.code !== 0) process.stderr.write(`${updated.output}${installed.output}`);
}

async function download() {
  const cli = `${ROOT}/node_modules/playwright/cli.js`;
  const done = await run(process.execPath, [cli, "install", "chromium"], { timeout: 300_000 });
  if (done.code !== 0) process.stderr.write(`${done.output.split("\n").slice(0, 3).join("\n")}\n`);
}

import { availableParallelism } from "node:os";
import path from "node:path";
import { ensureBuilt } from "../launch/build.mjs";
import { run } from "../launch/child.mjs";
import { ROOT } from "../launch/data-folder.mjs";
import { startPostgres } from "../launch/postgres.mjs";
import { tell } from "../launch/progress.mjs";
import { checkCounts, failed, oneCount, playwrightCounts, sum, vitestCounts } from "./counts.mjs";
import { withProduct } from "./product.mjs";

/** Files at once: they wait more than they compute, and each holds up to fifty of the cluster's connections. */
const WORKERS = Math.min(3, Math.max(2, availableParallelism()));

/**
 * What every part is given.
 * @typedef {object} Given
 * @property {string} folder the run's folder
 * @property {Record<string, string | undefined>} env the environment of the tests
 * @property {Promise<{ path: string | undefined, reason: string, needsRoot: boolean }>} browser
 * @property {string[]} filter file names or parts of them; empty = all
 */

/** @param {Given} given */
export async function checks({ folder, env }) {
  const report = path.join(folder, "checks.json");
  await run(process.execPath, ["scripts/check.mjs", "--json", report], { cwd: ROOT, env, show: true });
  return checkCounts(report);
}

/** @param {Given} given */
export function unit({ folder, env, filter }) {
  return vitest({ project: "unit", folder, env, filter });
}

/**
 * Integration and conformance, on a PostgreSQL of their own whose data need not survive.
 * @param {Given} given
 */
export async function integ({ folder, env, filter }) {
  const cluster = await startPostgres({ dataDir: folder, name: "test", fsync: false });
  try {
    return await vitest({ project: "integ", folder, env: { ...env, TEST_DATABASE_URL: cluster.url }, filter });
  } finally {
    await cluster.stop();
  }
}

async function vitest({ project, folder, env, filter }) {
  const report = path.join(folder, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const args = ["node_modules/vitest/vitest.mjs", "run", "--project", project, `--maxWorkers=${WORKERS}`];
  const all = [...args, ...reporters, ...filter];
  await run(process.execPath, all, { cwd: ROOT, env: { ...env, TMPDIR: path.join(folder, "tmp") }, show: true });
  return vitestCounts(report);
}

/** The build is a check of its own: it is the only one that sees the whole web part together. */
export async function build() {
  try {
    await ensureBuilt();
    return oneCount("build", true);
  } catch (error) {
    tell(error);
    return oneCount("build", false);
  }
}

/**
 * The screens with invented data in a browser, as their pages show every verdict.
 * @param {Given} given
 */
export function gallery(given) {
  return inBrowser(given, "gallery", {});
}

/**
 * The product in a browser, started by `scripts/start.mjs`. That it starts and ends well counts too.
 * @param {Given} given
 */
export function e2e(given) {
  const data = path.join(given.folder, "product");
  return withProduct({ data, env: given.env }, ({ url, link }) =>
    inBrowser(given, "product", { BASE_URL: url, SIGN_IN_LINK: link, CLOSEOUT_DATA: data }),
  );
}

/**
 * The demo as `npm start -- --demo` opens it: its company told whole, seen in a browser, ended, and opened again.
 * @param {Given} given
 */
export async function demo(given) {
  const data = path.join(given.folder, "demo");
  const opened = (spec) =>
    withProduct({ data, env: given.env, args: ["--demo"] }, ({ url, link }) =>
      inBrowser({ ...given, filter: [spec] }, "demo", {
        BASE_URL: url,
        SIGN_IN_LINK: link,
        CLOSEOUT_DATA: data,
        CLOSEOUT_E2E_DEMO: "true",
      }),
    );
  return sum([await opened("company.spec.ts"), await opened("opened-again.spec.ts")]);
}

async function inBrowser({ folder, env, browser, filter }, project, handles) {
  const { path: chromium, reason, needsRoot } = await browser;
  if (chromium === undefined) {
    // Without root a browser cannot be installed: what needs root is not run. Root could have: then it has failed.
    const name = `${project} in a browser: ${reason}`;
    return needsRoot ? { passed: 0, failures: [], notRun: [name] } : failed(name);
  }
  const report = path.join(folder, `${project}.json`);
  const args = ["node_modules/@playwright/test/cli.js", "test", "-c", "e2e/playwright.config.ts"];
  await run(process.execPath, [...args, "--project", project, "--reporter=list,json", ...filter], {
    cwd: ROOT,
    env: { ...env, ...handles, CLOSEOUT_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    show: true,
  });
  return playwrightCounts(report);
}

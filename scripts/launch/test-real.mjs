import { mkdirSync } from "node:fs";
import path from "node:path";
import { RUN } from "../real-targets/folder.mjs";
import { withRealTargets } from "../real-targets/run.mjs";
import { vitestCounts } from "../testrun/counts.mjs";
import { endCommands, run } from "./child.mjs";
import { ROOT } from "./data-folder.mjs";
import { plainEnv } from "./env.mjs";
import { startPostgres } from "./postgres.mjs";

/**
 * Runs the tests against servers of other makers. They need Debian packages and other downloads, so `npm test` leaves
 * them out. Says which servers ran in which version and why others could not, and closes with one line of counts.
 * @param {string[]} filter file names or parts of them; empty = all
 * @returns {Promise<number>} the exit code: 0 when nothing failed; what could not run has not failed
 */
export async function testReal(filter) {
  let interrupted = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      interrupted = true;
      endCommands();
    });
  }
  const { result, told } = await withRealTargets(() => withProductsPostgres((url) => runVitest(filter, url)));
  for (const line of told) process.stdout.write(`${line}\n`);
  for (const name of result.notRun) process.stdout.write(`not run: ${name}\n`);
  const failures = interrupted ? [...result.failures, "The run was interrupted."] : result.failures;
  for (const each of failures) process.stdout.write(`failed: ${each}\n`);
  process.stdout.write(`${result.passed} passed, ${failures.length} failed, ${result.notRun.length} not run\n`);
  return failures.length === 0 ? 0 : 1;
}

/** The product's own database, for tests in which the whole product meets a real server. Its data need not survive. */
async function withProductsPostgres(work) {
  const dataDir = path.join(RUN, "product");
  mkdirSync(dataDir);
  const cluster = await startPostgres({ dataDir, name: "test", fsync: false });
  try {
    return await work(cluster.url);
  } finally {
    await cluster.stop();
  }
}

async function runVitest(filter, databaseUrl) {
  const report = path.join(RUN, "report", "vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const found = `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH ?? ""}`;
  // One file after the other: they share the servers, and some say what no other connection may do meanwhile.
  const args = ["node_modules/vitest/vitest.mjs", "run", "--project", "real", "--no-file-parallelism"];
  await run(process.execPath, [...args, ...reporters, ...filter], {
    cwd: ROOT,
    env: { ...plainEnv(process.env), PATH: found, NODE_ENV: undefined, TEST_DATABASE_URL: databaseUrl },
    show: true,
  });
  return vitestCounts(report);
}

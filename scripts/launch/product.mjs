import { renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ensureBuilt } from "./build.mjs";
import { run } from "./child.mjs";
import { startChild } from "./children.mjs";
import { openDataFolder, ROOT } from "./data-folder.mjs";
import { openDatabase } from "./database.mjs";
import { environments, plainEnv } from "./env.mjs";
import { waitForHealth } from "./health.mjs";
import { openKeys } from "./keys.mjs";
import { LIST_FLAGS } from "./memory.mjs";
import { migrate } from "./migrate.mjs";
import { choosePort } from "./port.mjs";
import { lives, lookAt } from "./processes.mjs";
import { say, step } from "./progress.mjs";
import { noteRun } from "./runs.mjs";
import { Sentence } from "./sentence.mjs";
import { WORKER_ARGS } from "./worker.mjs";

const READY_MS = 90_000;
const WATCH_MS = 1000;
const TOLD = "It was told to end while it started.";

/**
 * The running product.
 * @typedef {object} Product
 * @property {string} url where it answers
 * @property {Record<string, string>} cliEnv what `closeout` commands beside it need
 * @property {Promise<string>} ended resolves with the reason when the product cannot go on
 * @property {() => Promise<void>} stop ends everything, the database last
 */

/**
 * Starts database, migrations, build, web and worker, and waits until they are ready.
 * @param {{ name: string, env: Record<string, string | undefined>, told?: () => boolean }} options name: main, demo or
 *   test; env holds the handles PORT, HOST, CLOSEOUT_DATA, DATABASE_URL; told: whether it was told to end meanwhile
 * @returns {Promise<Product>}
 * @throws {Sentence} what stands in the way; what had been started is stopped again
 */
export async function startProduct({ name, env, told = () => false }) {
  const data = openDataFolder(env);
  const place = await choosePort(env, data);
  const parts = [];
  const stop = () => stopAll(parts);
  try {
    const database = await openDatabase({ data, name, databaseUrl: env.DATABASE_URL });
    parts.push(database);
    const addresses = await step("Bringing the database to this version", () =>
      migrate(database.url, database.passwordsFile, env),
    );
    for (const sentence of addresses.missing) say(`Weaker than it should be: ${sentence}`);
    requireNotTold(told);
    await ensureBuilt();
    requireNotTold(told);
    const own = environments({ env, addresses, keys: openKeys(data, name), place });
    const ending = whenEnded();
    parts.push(noteRun(data, name, place));
    const children = startParts({ data, name, place, own, onEnd: ending.end });
    parts.push(...children);
    watchServer({ database, data, name, parts, end: ending.end });
    await step("Waiting for web and worker", () =>
      waitForHealth(place.url, READY_MS, () => (told() ? TOLD : ending.reason)),
    );
    writeCliEnv(data, name, own.cli);
    return { url: place.url, data, cliEnv: own.cli, ended: ending.ended, stop, parts };
  } catch (error) {
    await stop();
    throw error;
  }
}

function requireNotTold(told) {
  if (told()) throw new Sentence(TOLD);
}

function whenEnded() {
  const ending = { reason: undefined };
  ending.ended = new Promise((resolve) => {
    ending.end = (reason) => {
      ending.reason ??= reason;
      resolve(ending.reason);
    };
  });
  return ending;
}

/** In the order in which they are started; they are stopped in the opposite one. */
function startParts({ data, name, place, own, onEnd }) {
  const next = "node_modules/next/dist/bin/next";
  const log = (part) => path.join(data, `${name}-${part}.log`);
  const web = ["start", "-H", place.host, "-p", String(place.port)];
  return [
    startChild({
      title: "The worker",
      args: WORKER_ARGS,
      env: own.worker,
      log: log("worker"),
      restart: true,
    }),
    startChild({
      title: "Web",
      args: [...LIST_FLAGS, next, ...web],
      env: own.web,
      log: log("web"),
      restart: false,
      onEnd,
    }),
  ];
}

/** The embedded server may be killed too: it is started again where web and worker look for it. */
function watchServer({ database, data, name, parts, end }) {
  if (database.pid === undefined) return;
  let { pid } = database;
  let started = lookAt(pid)?.started ?? "";
  const timer = setInterval(async () => {
    if (parts.stopping || lives(pid, started)) return;
    clearInterval(timer);
    say("PostgreSQL ended by itself; starting it again");
    try {
      const again = await openDatabase({ data, name, databaseUrl: undefined });
      parts.unshift(again);
      if (again.url !== database.url) return end("PostgreSQL came back on another port: start Closeout again.");
      pid = again.pid;
      started = lookAt(pid)?.started ?? "";
      watchServer({ database: again, data, name, parts, end });
    } catch (error) {
      end(error instanceof Error ? error.message : String(error));
    }
  }, WATCH_MS);
  parts.push({ stop: async () => clearInterval(timer) });
}

async function stopAll(parts) {
  parts.stopping = true;
  // The last one started goes first, the database last.
  while (parts.length > 0) await parts.pop().stop();
}

/** For `closeout` commands beside the running product. */
function writeCliEnv(data, name, cli) {
  const file = path.join(data, `${name}-env.json`);
  writeFileSync(`${file}.half`, `${JSON.stringify(cli, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.half`, file);
}

/**
 * Runs one `closeout` command beside the product.
 * @param {Record<string, string>} cliEnv the product's
 * @param {string[]} args the command
 * @returns {Promise<string>} what it printed
 * @throws {Sentence} when it failed
 */
export async function command(cliEnv, args) {
  const done = await run(process.execPath, [path.join(ROOT, "lib/cli/main.ts"), ...args], {
    cwd: ROOT,
    env: { ...plainEnv(process.env), ...cliEnv },
  });
  if (done.code !== 0) throw new Sentence(`closeout ${args[0]} failed: ${done.output.trim()}`);
  return done.stdout.trim();
}

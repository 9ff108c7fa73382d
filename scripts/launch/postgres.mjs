import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openDataFolder } from "./data-folder.mjs";
import { withLock } from "./lock.mjs";
import { clusterFolder, clusterOwner, ensureCluster, SUPERUSER } from "./postgres-folder.mjs";
import { probe } from "./postgres-probe.mjs";
import { postgresProgram, unprivileged } from "./postgres-program.mjs";
import {
  clearRemains,
  freePort,
  launchServer,
  portWasTaken,
  runningServer,
  whyNotStarted,
} from "./postgres-server.mjs";
import { lives, lookAt, until } from "./processes.mjs";
import { say } from "./progress.mjs";
import { fileSentence, Sentence } from "./sentence.mjs";

const START_MS = 60_000;
const STOP_MS = 30_000;

/**
 * A running embedded server.
 * @typedef {object} Embedded
 * @property {string} url the superuser's address, database `postgres`
 * @property {boolean} reused whether it was running already
 * @property {number} pid the server's process
 * @property {() => Promise<void>} stop gives the server up; the last one to do so ends it
 */

/**
 * Starts the embedded PostgreSQL of a data folder, or joins the one that runs. Several processes may hold it at once;
 * it ends when the last of them stops it or, where they were killed, with the next that does.
 * @param {object} options
 * @param {string} [options.dataDir] the data folder; default CLOSEOUT_DATA, else .data beside the sources
 * @param {string} [options.name] which cluster of that folder: main, demo or test
 * @param {boolean} [options.fsync] false trades the data's safety for speed: only for tests
 * @param {() => void} [options.onWait] called when another start is under way
 * @returns {Promise<Embedded>}
 * @throws {Sentence} what stands in the way and what to do
 */
export async function startPostgres({ dataDir, name = "main", fsync = true, onWait } = {}) {
  const data = openDataFolder(dataDir === undefined ? process.env : { CLOSEOUT_DATA: dataDir });
  return withLock(path.join(data, `${name}-postgres.lock`), () => start({ data, name, durable: fsync }), onWait);
}

/**
 * Ends a cluster whoever holds it and removes its files: for what a test run leaves.
 * @param {{ dataDir: string, name: string }} options
 */
export async function removePostgres({ dataDir, name }) {
  const facts = path.join(dataDir, `${name}-postgres.json`);
  if (!existsSync(facts)) return;
  const folder = clusterFolder(dataDir, name, unprivileged());
  if (existsSync(folder)) {
    await end(folder);
    await clearRemains(folder);
  }
  rmSync(folder, { recursive: true, force: true });
  rmSync(facts);
  // The folder under /var/lib/closeout that was made for this data folder alone; it stays while another cluster is in it.
  if (path.dirname(folder) !== dataDir) removeIfEmpty(path.dirname(folder));
}

function removeIfEmpty(folder) {
  if (readdirSync(folder).every((name) => name === "belongs-to")) rmSync(folder, { recursive: true });
}

async function start({ data, name, durable }) {
  const account = unprivileged();
  const folder = clusterFolder(data, name, account);
  const facts = readFacts(data, name);
  const running = runningServer(folder);
  if (running) {
    const url = address(facts.password, running.port);
    const alive = () => runningServer(folder)?.pid === running.pid;
    // It may have been killed a moment ago and die while it is asked: then it is started anew.
    if (await ready({ url, alive, ended: never(), data, name })) {
      return handle({ data, name, folder, url, pid: running.pid, reused: true });
    }
  }
  const native = postgresProgram(account);
  const owner = clusterOwner(folder, account);
  if (folder !== path.join(data, path.basename(folder))) noteElsewhere(folder, data);
  ensureCluster({ native, folder, account: owner, password: facts.password, sync: durable });
  await clearRemains(folder);
  const log = path.join(data, `${name}-postgres.log`);
  for (let tries = 1; ; tries++) {
    const port = tries === 1 && facts.port ? facts.port : await freePort();
    const server = launchServer({ native, folder, account: owner, port, log, durable });
    const url = address(facts.password, port);
    if (await ready({ url, ...lifeOf(server), data, name })) {
      writeFacts(data, name, { ...facts, port });
      return handle({ data, name, folder, url, pid: server.pid, reused: false });
    }
    if (tries === 5 || !portWasTaken(log)) throw whyNotStarted(log, folder);
  }
}

/** Whoever finds the files, or looks for them, reads in one place where they belong and in the other where they are. */
function noteElsewhere(folder, data) {
  if (existsSync(folder)) return;
  say(`PostgreSQL's own user cannot reach ${data}: the database's files are kept in ${folder}`);
  mkdirSync(path.dirname(folder), { recursive: true, mode: 0o711 });
  writeFileSync(path.join(path.dirname(folder), "belongs-to"), `${data}\n`, { mode: 0o600 });
  writeFileSync(path.join(data, `${path.basename(folder)}-is-in`), `${folder}\n`, { mode: 0o600 });
}

const address = (password, port) => `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`;

function lifeOf(server) {
  const ended = new Promise((resolve) => server.once("exit", () => resolve(undefined)));
  return { alive: () => server.exitCode === null && server.signalCode === null, ended };
}

const never = () => new Promise(() => undefined);

async function ready({ url, alive, ended, data, name }) {
  let last;
  const answered = await until(async () => {
    if (!alive()) return true;
    // Another program may sit on the port and never answer: the end of our server decides then.
    last = (await Promise.race([probe(url), ended])) ?? last;
    return !alive() || last?.ok || last?.wrongPassword;
  }, START_MS);
  if (!answered)
    throw new Sentence(`PostgreSQL did not answer within ${START_MS / 1000} s: see ${data}/${name}-postgres.log.`);
  if (last?.wrongPassword && alive()) {
    throw new Sentence(
      `The database does not take the password in ${factsFile(data, name)}: put that file back from a backup, or set CLOSEOUT_DATA to a new folder.`,
    );
  }
  return last?.ok === true && alive();
}

const factsFile = (data, name) => path.join(data, `${name}-postgres.json`);

function readFacts(data, name) {
  try {
    return JSON.parse(readFileSync(factsFile(data, name), "utf8"));
  } catch (error) {
    if (error?.code !== "ENOENT") throw fileSentence(error, factsFile(data, name));
    const facts = { password: randomBytes(24).toString("base64url") };
    writeFacts(data, name, facts);
    return facts;
  }
}

function writeFacts(data, name, facts) {
  // Renamed into place: a start that is killed here must not leave half a password.
  const half = `${factsFile(data, name)}.half`;
  writeFileSync(half, `${JSON.stringify(facts)}\n`, { mode: 0o600 });
  renameSync(half, factsFile(data, name));
}

function handle({ data, name, folder, url, pid, reused }) {
  const users = path.join(data, `${name}-postgres.users`);
  const mine = path.join(users, `${process.pid}-${randomBytes(4).toString("hex")}`);
  mkdirSync(users, { recursive: true, mode: 0o700 });
  writeFileSync(mine, lookAt(process.pid)?.started ?? "");
  let stopped;
  const stop = () => {
    stopped ??= withLock(path.join(data, `${name}-postgres.lock`), async () => {
      rmSync(mine, { force: true });
      if (others(users) === 0) await end(folder);
    });
    return stopped;
  };
  return { url, pid, reused, stop };
}

/** Counts the living holders of the server; a holder that was killed does not count. */
function others(users) {
  let living = 0;
  for (const file of readdirSync(users)) {
    const full = path.join(users, file);
    if (lives(Number.parseInt(file, 10), readFileSync(full, "utf8"))) living++;
    else rmSync(full, { force: true });
  }
  return living;
}

async function end(folder) {
  const running = runningServer(folder);
  if (!running) return;
  // SIGINT is PostgreSQL's fast shutdown: sessions are ended, data is written out.
  process.kill(running.pid, "SIGINT");
  if (await until(() => runningServer(folder) === undefined, STOP_MS)) return;
  // SIGQUIT: the next start recovers from the log, nothing that was committed is lost.
  process.kill(running.pid, "SIGQUIT");
  await until(() => runningServer(folder) === undefined, STOP_MS);
}

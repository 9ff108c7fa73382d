import { spawn, spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync, realpathSync, rmSync, statSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { serverEnv } from "./postgres-folder.mjs";
import { lookAt, processesIn, until, workingFolder } from "./processes.mjs";
import { noSpace, Sentence } from "./sentence.mjs";

/**
 * @param {string} folder the cluster's folder
 * @returns {{ pid: number, port: number } | undefined} the server that runs on it; undefined when none does
 */
export function runningServer(folder) {
  const [first, , , fourth] = pidFile(folder);
  const pid = Number(first);
  const facts = lookAt(pid);
  // After kill -9 the id may be dead, not yet reaped (zombie), or already given to another program.
  if (facts === undefined || facts.zombie || !/postgres/.test(facts.command)) return undefined;
  const where = workingFolder(pid);
  if (where !== undefined && where !== realpathSync(folder)) return undefined;
  return { pid, port: Number(fourth) };
}

function pidFile(folder) {
  try {
    return readFileSync(path.join(folder, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return [];
  }
}

/**
 * Clears what a killed server left: waits for its orphaned children, then takes its pid file away. The server itself
 * still refuses to start while anything is attached to the old shared memory.
 * @param {string} folder the cluster's folder, on which no server runs
 */
export async function clearRemains(folder) {
  const real = realpathSync(folder);
  await until(() => processesIn("postgres", real).length === 0, 15_000);
  rmSync(path.join(folder, "postmaster.pid"), { force: true });
}

/** @returns {Promise<number>} a port of the loopback that was free a moment ago */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/**
 * Starts the server on the loopback, without a socket file, in a process group of its own: Ctrl-C in the terminal must
 * reach the launcher alone, which stops web and worker first.
 * @param {{ native: string, folder: string, account: import("./postgres-program.mjs").Account | undefined,
 *   port: number, log: string, durable: boolean }} what
 * @returns {import("node:child_process").ChildProcess} the server's process
 */
export function launchServer({ native, folder, account, port, log, durable }) {
  const program = path.join(native, "bin/postgres");
  const options = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    port: String(port),
    // Three files of tests at once, and some of them with three products each.
    max_connections: durable ? "100" : "200",
    shared_buffers: "128MB",
    max_wal_size: "1GB",
    log_min_messages: "warning",
    ...(durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  if (knows(program, account, "default_toast_compression=lz4")) options.default_toast_compression = "lz4";
  const args = ["-D", folder, ...Object.entries(options).flatMap(([key, value]) => ["-c", `${key}=${value}`])];
  const output = openSync(log, tooLong(log) ? "w" : "a", 0o600);
  const server = spawn(program, args, {
    ...account,
    cwd: "/",
    env: serverEnv(),
    // A file, not a pipe: the server must outlive a launcher that is killed.
    stdio: ["ignore", output, output],
    detached: true,
  });
  server.unref();
  closeSync(output);
  return server;
}

/** Whether this build takes a setting (the embedded Linux build, for one, comes without lz4). */
function knows(program, account, setting) {
  const asked = spawnSync(program, ["--describe-config"], { ...account, cwd: "/", env: serverEnv(), encoding: "utf8" });
  const [key, value] = setting.split("=");
  const line = asked.stdout?.split("\n").find((each) => each.startsWith(`${key}\t`));
  return line?.includes(value) === true;
}

function tooLong(log) {
  try {
    return statSync(log).size > 5_000_000;
  } catch {
    return false;
  }
}

/**
 * @param {string} log the server's log
 * @param {string} folder the cluster's folder
 * @returns {Sentence} why the server ended while it started
 */
export function whyNotStarted(log, folder) {
  let tail = "";
  try {
    tail = readFileSync(log, "utf8").slice(-4000);
  } catch {
    // The sentence below names the log; that it cannot be read says enough.
  }
  const fatal = [...tail.matchAll(/(?:FATAL|PANIC): +(.*)/g)].pop()?.[1] ?? "it gave no reason";
  if (/no space left|disk quota/i.test(fatal)) return new Sentence(noSpace(folder));
  return new Sentence(`The embedded PostgreSQL did not start (${fatal}): the data is untouched; see ${log}.`);
}

/**
 * @param {string} log the server's log
 * @returns {boolean} whether the last start failed because the port was taken
 */
export function portWasTaken(log) {
  return /could not bind|Address already in use/i.test(readFileSync(log, "utf8").slice(-1500));
}

import { spawn, spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { lives, lookAt, until } from "../launch/processes.mjs";
import { Sentence } from "../launch/sentence.mjs";

const END_MS = 10_000;

/**
 * A server's process, told apart from a later one with the same id.
 * @typedef {{ pid: number, started: string }} Served
 */

/**
 * Starts a server in a process group of its own and waits until it accepts connections on the loopback.
 * @param {object} what
 * @param {string} what.program
 * @param {string[]} what.args such that it stays in the foreground
 * @param {string} what.folder where it works and logs
 * @param {number} what.port where it is going to listen
 * @param {{ uid: number, gid: number }} [what.account] who it runs as
 * @param {Record<string, string>} [what.env] more than PATH
 * @param {number} [what.withinMs]
 * @returns {Promise<Served>}
 * @throws {Sentence} with the last line of its log when it ends or does not answer
 */
export async function serve({ program, args, folder, port, account, env, withinMs = 60_000 }) {
  const log = path.join(folder, "log.txt");
  const output = openSync(log, "a", 0o600);
  const child = spawn(program, args, {
    ...account,
    cwd: folder,
    env: { PATH: process.env.PATH ?? "", HOME: folder, LANG: "C.UTF-8", ...env },
    // A file, not a pipe: it serves all test files, and each of them ends before it.
    stdio: ["ignore", output, output],
    detached: true,
  });
  let ended = false;
  child.once("error", () => {
    ended = true;
  });
  child.once("exit", () => {
    ended = true;
  });
  child.unref();
  closeSync(output);
  const answered = await until(async () => ended || (await accepts(port)), withinMs);
  const served = { pid: child.pid ?? 0, started: lookAt(child.pid ?? 0)?.started ?? "" };
  if (answered && !ended) return served;
  await endServed(served);
  throw new Sentence(`${path.basename(program)} did not start (${lastLine(log)}); its log is ${log}`);
}

/**
 * Ends a server and what it started, by its process group.
 * @param {Served} served
 */
export async function endServed({ pid, started }) {
  if (!lives(pid, started)) return;
  signal(-pid, "SIGTERM");
  if (await until(() => !lives(pid, started), END_MS)) return;
  signal(-pid, "SIGKILL");
  await until(() => !lives(pid, started), END_MS);
}

function signal(group, name) {
  try {
    process.kill(group, name);
  } catch {
    // It ended by itself this moment.
  }
}

/** @param {number} port of the loopback @returns {Promise<boolean>} whether somebody accepts connections there */
export function accepts(port) {
  return new Promise((resolve) => {
    const socket = net.connect({ host: "127.0.0.1", port });
    const tell = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => tell(true));
    socket.once("error", () => tell(false));
  });
}

/**
 * Runs a program that prepares a server, to its end.
 * @param {string} program
 * @param {string[]} args
 * @param {import("node:child_process").SpawnSyncOptions} [options]
 * @returns {string} what it printed
 * @throws {Sentence} when it fails
 */
export function prepareBy(program, args, options = {}) {
  const done = spawnSync(program, args, { encoding: "utf8", maxBuffer: 1 << 26, ...options });
  if (done.status === 0) return `${done.stdout}${done.stderr}`;
  const said = `${done.stderr ?? ""}${done.stdout ?? ""}`.trim().split("\n").pop() || done.error?.message;
  throw new Sentence(`${path.basename(program)} ${args[0] ?? ""} failed (${said ?? "it gave no reason"})`);
}

/**
 * @param {string} name of a user that a Debian package brings
 * @returns {{ uid: number, gid: number } | undefined} its ids as root; undefined when we are not root, or there is none
 */
export function accountOf(name) {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = ["-u", "-g"].map((flag) => spawnSync("id", [flag, name], { encoding: "utf8" }));
  return uid?.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid?.stdout) } : undefined;
}

function lastLine(log) {
  const lines = readFileSync(log, "utf8").trim().split("\n");
  return lines.pop() || "it gave no reason";
}

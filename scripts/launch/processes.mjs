import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/**
 * What is known of a process. `started` tells two processes apart that had the same id one after the other.
 * @typedef {{ zombie: boolean, command: string, started: string, parent: number }} ProcessFacts
 */

/**
 * Looks a process up by its id.
 * @param {number} pid process id
 * @returns {ProcessFacts | undefined} undefined when there is no such process
 */
export function lookAt(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return process.platform === "linux" ? fromProc(pid) : fromPs(pid);
}

function fromProc(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The command stands in brackets and may itself contain brackets and blanks.
    const rest = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const command = stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")"));
    return { zombie: rest[0] === "Z" || rest[0] === "X", command, started: rest[19] ?? "", parent: Number(rest[1]) };
  } catch {
    return undefined;
  }
}

function fromPs(pid) {
  const asked = spawnSync("ps", ["-o", "stat=,ppid=,lstart=,comm=", "-p", String(pid)], { encoding: "utf8" });
  const line = asked.stdout?.trim();
  if (asked.status !== 0 || !line) return undefined;
  const [state = "", parent, ...rest] = line.split(/\s+/);
  const [started, command] = [rest.slice(0, 5).join(" "), rest.slice(5).join(" ")];
  return { zombie: state.startsWith("Z"), parent: Number(parent), started, command };
}

/**
 * @param {number} pid process id
 * @returns {string | undefined} the folder the process works in; undefined where that cannot be known
 */
export function workingFolder(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/**
 * @param {string} command the short name of a program
 * @param {string} folder a working folder
 * @returns {number[]} ids of the living processes of that program in that folder (Linux; elsewhere none are found)
 */
export function processesIn(command, folder) {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const facts = lookAt(pid);
      return facts !== undefined && !facts.zombie && facts.command === command && workingFolder(pid) === folder;
    });
}

/**
 * @param {number} pid process id
 * @param {string} started as `lookAt` gave it
 * @returns {boolean} true while that very process lives
 */
export function lives(pid, started) {
  const facts = lookAt(pid);
  return facts !== undefined && !facts.zombie && facts.started === started;
}

/**
 * Waits until something holds.
 * @param {() => boolean | Promise<boolean>} holds asked every 25 ms
 * @param {number} milliseconds how long at most
 * @returns {Promise<boolean>} false when the time ran out
 */
export async function until(holds, milliseconds) {
  const end = Date.now() + milliseconds;
  while (!(await holds())) {
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return true;
}

import { readdirSync, readFileSync } from "node:fs";

/** Clock ticks a second: fixed at 100 in Linux's interface to programs. */
const TICK_MS = 10;

/** CPU time of one process since its start; milliseconds. NaN where there is no /proc. */
export function cpuMs(pid: number): number {
  const [own] = times(pid);
  return own;
}

/** CPU time of a process and all it started, those that ended included; milliseconds. */
export function cpuMsOfTree(pid: number): number {
  const [own, ended] = times(pid);
  return own + ended + childrenOf(pid).reduce((sum, child) => sum + cpuMsOfTree(child), 0);
}

/** Resident memory; megabytes. */
export function rssMb(pid: number): number {
  try {
    const found = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "latin1"));
    return Number(found?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

/** Own time and that of ended children. */
function times(pid: number): readonly [own: number, ended: number] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The command stands in brackets and may itself contain blanks; utime is the 12th word after it.
    const words = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const at = (index: number) => Number(words[index]) * TICK_MS;
    return [at(11) + at(12), at(13) + at(14)];
  } catch {
    return [Number.NaN, Number.NaN];
  }
}

function childrenOf(pid: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((each) => parentOf(each) === pid);
}

function parentOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return Number.NaN;
  }
}

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "./child.mjs";
import { LOCAL, ROOT } from "./data-folder.mjs";
import { withLock } from "./lock.mjs";
import { findNpm, npmReason } from "./npm.mjs";
import { say, step } from "./progress.mjs";
import { fileSentence, Sentence } from "./sentence.mjs";

const MODULES = path.join(ROOT, "node_modules");
const STAMP = path.join(MODULES, ".closeout-installed");

/**
 * Installs exactly what package-lock.json names, without running any package's scripts, unless that has been done.
 * Two starts at once install once.
 * @throws {Sentence} when npm fails
 */
export async function ensureInstalled() {
  const wanted = fingerprint();
  if (read(STAMP) === wanted) return;
  try {
    mkdirSync(LOCAL, { recursive: true, mode: 0o711 });
  } catch (error) {
    throw fileSentence(error, LOCAL);
  }
  await withLock(
    path.join(LOCAL, "install.lock"),
    async () => {
      if (read(STAMP) === wanted) return;
      if (!matchesLock()) await step("Installing packages", install);
      writeFileSync(STAMP, wanted);
    },
    () => say("Another start is installing packages; waiting for it"),
  );
}

async function install() {
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const done = await run(process.execPath, [findNpm(), ...args], { cwd: ROOT });
  if (done.code === 0) return;
  throw new Sentence(
    `The packages could not be installed (${npmReason(done.output, ROOT)}): remove the cause and start again.`,
  );
}

function fingerprint() {
  const lock = read(path.join(ROOT, "package-lock.json"));
  if (lock === undefined) throw new Sentence(`package-lock.json is missing in ${ROOT}: check the sources out again.`);
  return createHash("sha256").update(lock).update(`${process.platform}-${process.arch}`).digest("hex");
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** Whether a developer's own `npm install` left what the lock names; then nothing needs to be thrown away. */
function matchesLock() {
  const left = read(path.join(MODULES, ".package-lock.json"));
  if (left === undefined) return false;
  const there = JSON.parse(left).packages;
  const named = JSON.parse(read(path.join(ROOT, "package-lock.json")) ?? "{}").packages;
  return Object.entries(named).every(([place, entry]) => {
    if (place === "") return true;
    if (there[place] === undefined) return entry.optional === true && !fits(entry);
    return there[place].version === entry.version && there[place].integrity === entry.integrity;
  });
}

/** A package that names no machine at all is there only where another one that does not fit would need it. */
function fits({ os, cpu, libc }) {
  if (os === undefined && cpu === undefined) return false;
  const here = (os ?? [process.platform]).includes(process.platform) && (cpu ?? [process.arch]).includes(process.arch);
  return here && (libc === undefined || libc.includes("glibc"));
}

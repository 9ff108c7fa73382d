import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "./child.mjs";
import { LOCAL, ROOT } from "./data-folder.mjs";
import { plainEnv } from "./env.mjs";
import { withLock } from "./lock.mjs";
import { say, step } from "./progress.mjs";
import { noSpace, Sentence } from "./sentence.mjs";

const SOURCES = ["app", "components", "lib", "db", "public", "next.config.js", "postcss.config.mjs", "proxy.ts"];
const PINS = ["package.json", "package-lock.json", "tsconfig.json"];
const STAMP = path.join(ROOT, ".next/closeout-sources");

/**
 * Builds the web part unless this very state of the sources has been built. Two starts at once build once.
 * @returns {Promise<void>}
 * @throws {Sentence} when the build fails
 */
export async function ensureBuilt() {
  if (built(sourceHash())) return;
  mkdirSync(LOCAL, { recursive: true, mode: 0o711 });
  await withLock(
    path.join(LOCAL, "build.lock"),
    async () => {
      const wanted = sourceHash();
      if (!built(wanted)) await step("Building the web part", () => build(wanted));
    },
    () => say("Another start is building; waiting for it"),
  );
}

function built(wanted) {
  try {
    return readFileSync(STAMP, "utf8") === wanted && existsSync(path.join(ROOT, ".next/BUILD_ID"));
  } catch {
    return false;
  }
}

async function build(wanted) {
  rmSync(STAMP, { force: true });
  const next = path.join(ROOT, "node_modules/next/dist/bin/next");
  const done = await run(process.execPath, [next, "build"], {
    cwd: ROOT,
    env: { ...plainEnv(process.env), NODE_ENV: "production" },
  });
  if (done.code !== 0) {
    if (/ENOSPC|no space left/i.test(done.output)) throw new Sentence(noSpace(ROOT));
    throw new Sentence(`The build failed; nothing was started.\n${done.output.trim()}`);
  }
  writeFileSync(STAMP, wanted);
}

/** @returns {string} a hash over every file the build reads: names and contents */
function sourceHash() {
  const hash = createHash("sha256").update(process.version);
  for (const name of [...SOURCES, ...PINS]) add(hash, name);
  return hash.digest("hex");
}

function add(hash, name) {
  const full = path.join(ROOT, name);
  if (!existsSync(full)) return;
  if (statSync(full).isDirectory()) {
    for (const entry of readdirSync(full).sort()) add(hash, path.join(name, entry));
    return;
  }
  // Tests are not part of the build: editing one must not cost a build.
  if (/\.(test|integ|real)\.tsx?$/.test(name)) return;
  hash.update(name).update("\0").update(readFileSync(full)).update("\0");
}

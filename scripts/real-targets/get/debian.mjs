import { existsSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "../../launch/child.mjs";
import { withLock } from "../../launch/lock.mjs";
import { Sentence } from "../../launch/sentence.mjs";
import { HOME } from "../folder.mjs";

/** Asked by Debian's packages before they start a service; 101 means that it may not. */
const POLICY = "/usr/sbin/policy-rc.d";
const INSTALL_MS = 600_000;

/**
 * Sees to it that a program is there, installing Debian packages where it is missing and we are root. No service of
 * theirs is started: it would listen to the world with its default settings.
 * @param {string} program the path that the packages bring
 * @param {string[]} packages names of Debian packages
 * @throws {Sentence} why it could not be installed
 */
export async function needDebian(program, packages) {
  if (existsSync(program)) return;
  const names = packages.join(" ");
  if (process.getuid?.() !== 0) {
    throw new Sentence(`${program} is missing, and installing it needs root: run apt-get install ${names} as root`);
  }
  if (!existsSync("/usr/bin/apt-get")) {
    throw new Sentence(`${program} is missing, and this machine has no apt-get: install what brings it by hand`);
  }
  await withLock(path.join(HOME, "debian.lock"), async () => {
    if (!existsSync(program)) await install(packages);
  });
  if (!existsSync(program)) throw new Sentence(`${program} is missing, although ${names} could be installed`);
}

async function install(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const own = !existsSync(POLICY);
  if (own) writeFileSync(POLICY, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  try {
    await run("apt-get", ["update"], { env, timeout: INSTALL_MS });
    const args = ["install", "-y", "--no-install-recommends", ...packages];
    const done = await run("apt-get", args, { env, timeout: INSTALL_MS });
    if (done.code !== 0) throw new Sentence(`apt-get could not install ${packages.join(" ")} (${reason(done.output)})`);
  } finally {
    if (own) rmSync(POLICY, { force: true });
  }
}

function reason(output) {
  if (/unable to locate package|has no installation candidate/i.test(output)) return "this machine's mirror has none";
  if (/failed to fetch|temporary failure|could not resolve|could not connect/i.test(output))
    return "the mirror is out of reach";
  if (/no space left/i.test(output)) return "the disk is full";
  return /^E: (.*)$/m.exec(output)?.[1] ?? "it gave no reason";
}

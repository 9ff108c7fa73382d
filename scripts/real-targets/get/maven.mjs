import { createHash } from "node:crypto";
import { createReadStream, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { run } from "../../launch/child.mjs";
import { plainEnv } from "../../launch/env.mjs";
import { Sentence } from "../../launch/sentence.mjs";
import { needDebian } from "./debian.mjs";
import { once } from "./once.mjs";

const FETCH_MS = 600_000;

/**
 * Unpacks a zip that stands in a Maven repository, fetched by Maven as this machine has it set up, and only if it is
 * the very file whose digest is written down.
 * @param {object} what
 * @param {string} what.name of the target
 * @param {string} what.group
 * @param {string} what.artifact
 * @param {string} what.version
 * @param {string} what.sha256 of the zip, in hex
 * @param {(folder: string) => Promise<void>} [what.prepare] done once, in the unpacked folder
 * @returns {Promise<string>} the folder that the zip holds
 * @throws {Sentence} why it could not be had
 */
export async function needMaven({ name, group, artifact, version, sha256, prepare }) {
  const home = await once("maven", name, `${group}:${artifact}:${version}:${sha256}`, async (folder) => {
    await needDebian("/usr/bin/mvn", ["maven"]);
    await needDebian("/usr/bin/unzip", ["unzip"]);
    const local = path.join(folder, "repository");
    const wanted = [`-Dartifact=${group}:${artifact}:${version}:zip`, "-Dtransitive=false"];
    const args = ["-B", "-q", "dependency:get", ...wanted, `-Dmaven.repo.local=${local}`];
    const env = plainEnv(process.env);
    const got = await run("/usr/bin/mvn", args, { cwd: folder, env, timeout: FETCH_MS });
    if (got.code !== 0) throw new Sentence(`${artifact} ${version} could not be fetched (${reason(got.output)})`);
    const place = [...group.split("."), artifact, version, `${artifact}-${version}.zip`];
    const zip = path.join(local, ...place);
    if ((await digestOf(zip)) !== sha256)
      throw new Sentence(`${artifact} ${version} is not the file that it should be`);
    const unpacked = await run("/usr/bin/unzip", ["-q", "-o", zip, "-d", path.join(folder, "unpacked")], { env });
    if (unpacked.code !== 0) throw new Sentence(`${artifact} ${version} could not be unpacked`);
    rmSync(local, { recursive: true, force: true });
    await prepare?.(inside(folder));
  });
  return inside(home);
}

function inside(folder) {
  const unpacked = path.join(folder, "unpacked");
  return path.join(unpacked, readdirSync(unpacked)[0] ?? "");
}

async function digestOf(file) {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

function reason(output) {
  if (/Could not find artifact/i.test(output)) return "the repository does not have it";
  if (/Unknown host|Connection refused|timed out|No route to host|transfer/i.test(output))
    return "the repository could not be reached";
  return /^\[ERROR\] (.*)$/m.exec(output)?.[1] ?? "Maven gave no reason";
}

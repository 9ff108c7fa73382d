import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { Sentence } from "../../launch/sentence.mjs";
import { once } from "./once.mjs";

const CENTRAL = "https://repo1.maven.org/maven2";
const DOWNLOAD_MS = 600_000;

/**
 * Fetches one file from Maven Central and keeps it only if it is the one that was meant.
 * @param {object} artifact
 * @param {string} artifact.name of the target
 * @param {string} artifact.path below the repository, as org/slf4j/slf4j-api/2.0.16/slf4j-api-2.0.16.jar
 * @param {string} artifact.sha256 of its bytes, hex
 * @returns {Promise<string>} where the file lies
 * @throws {Sentence} why it could not be had
 */
export async function needMaven({ name, path: below, sha256 }) {
  const file = path.basename(below);
  const folder = await once("maven", name, `${below} ${sha256}`, async (place) => {
    const bytes = await download(`${CENTRAL}/${below}`, name);
    const found = createHash("sha256").update(bytes).digest("hex");
    if (found !== sha256) throw new Sentence(`${file} is not the file that is pinned: its digest is ${found}`);
    writeFileSync(path.join(place, file), bytes);
  });
  return path.join(folder, file);
}

async function download(url, name) {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(DOWNLOAD_MS) });
    if (!answer.ok) throw new Sentence(`Maven Central does not have ${name} (it answered ${answer.status})`);
    return Buffer.from(await answer.arrayBuffer());
  } catch (error) {
    if (error instanceof Sentence) throw error;
    throw new Sentence(`Maven Central is out of reach, so ${name} could not be fetched`, { cause: error });
  }
}

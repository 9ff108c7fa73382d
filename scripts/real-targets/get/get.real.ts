import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { needMaven } from "./maven.mjs";
import { needNpm } from "./npm.mjs";
import { needPython } from "./python.mjs";

const JWT = "pyjwt==2.10.1 --hash=sha256:dcdd193e30abefd5debf142f9adfcdd2b58004e644f25406ffaebd50bd98dacb";
const JAR = { name: "slf4j", path: "org/slf4j/slf4j-api/2.0.16/slf4j-api-2.0.16.jar" };
const JAR_SHA256 = "a12578dde1ba00bd9b816d388a0b879928d00bab3c83c240f7013bf4196c579a";

/** A registry out of reach is no defect of ours: the test is then not run, and says why. */
async function reached<T>(skip: (note: string) => unknown, got: Promise<T>): Promise<T> {
  return got.catch((error: Error) => {
    if (/out of reach|could not be reached/.test(error.message)) skip(error.message);
    throw error;
  });
}

it("installs from npm what a lock file names, once however many ask", async ({ skip }) => {
  const source = path.join(import.meta.dirname, "fixtures/ms");
  const [one, two] = await reached(skip, Promise.all([needNpm("ms", source), needNpm("ms", source)]));
  expect(one).toBe(two);
  const installed = JSON.parse(readFileSync(path.join(one, "node_modules/ms/package.json"), "utf8"));
  expect(installed.version).toBe("2.1.3");
});

it("installs from PyPI what is pinned by its digest, and nothing else under its name", async ({ skip }) => {
  const folder = await reached(skip, needPython("jwt", [JWT]));
  const said = execFileSync(path.join(folder, "bin/python"), ["-c", "import jwt; print(jwt.__version__)"], {
    encoding: "utf8",
  });
  expect(said.trim()).toBe("2.10.1");
  const other = JWT.replace(/[0-9a-f]{64}/, "0".repeat(64));
  await expect(needPython("jwt-other", [other])).rejects.toThrow("is not the one that is pinned");
});

it("fetches from Maven Central the file that is pinned, and keeps no other", async ({ skip }) => {
  const file = await reached(skip, needMaven({ ...JAR, sha256: JAR_SHA256 }));
  expect(readFileSync(file).subarray(0, 2).toString()).toBe("PK");
  await expect(needMaven({ ...JAR, name: "slf4j-other", sha256: "0".repeat(64) })).rejects.toThrow("is not the file");
  expect(existsSync(file.replace("/slf4j/", "/slf4j-other/"))).toBe(false);
});

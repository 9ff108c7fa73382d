import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

type Entry = { version?: string; integrity?: string; optionalDependencies?: Record<string, string> };

const read = (name: string) => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), "utf8"));
const packages: Record<string, Entry> = read("package-lock.json").packages;

/** Where npm looks for `name` from the package at `place`: its own node_modules, then each one above. */
function isThere(name: string, place: string): boolean {
  for (let at = place; ; ) {
    if (packages[`${at === "" ? "" : `${at}/`}node_modules/${name}`] !== undefined) return true;
    if (at === "") return false;
    at = at.slice(0, Math.max(0, at.lastIndexOf("node_modules/") - 1));
  }
}

test("every optional dependency of every package is in the lock, so that npm ci works on every machine", () => {
  const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !isThere(name, place))
      .map((name) => `${name} of ${place || "this package"}`),
  );
  expect(missing).toEqual([]);
});

test("every locked package is bound to its content", () => {
  const loose = Object.entries(packages).filter(([place, { integrity }]) => place !== "" && integrity === undefined);
  expect(loose.map(([place]) => place)).toEqual([]);
});

test("direct dependencies are pinned to one version", () => {
  const manifest: Record<string, Record<string, string>> = read("package.json");
  const ranges = ["dependencies", "devDependencies", "optionalDependencies"].flatMap((kind) =>
    Object.entries(manifest[kind] ?? {}).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)),
  );
  expect(ranges).toEqual([]);
});

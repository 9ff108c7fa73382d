import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const CORE = import.meta.dirname;

function exportedTypes(): readonly string[] {
  const files = readdirSync(CORE, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".ts") && !name.endsWith(".test.ts"),
  );
  return files.flatMap((name) =>
    [...readFileSync(join(CORE, name), "utf8").matchAll(/^export (?:type|interface) (\w+)/gm)].map(
      (found) => found[1] ?? "",
    ),
  );
}

const glossary = readFileSync(join(CORE, "glossary.md"), "utf8");
const named = new Set([...glossary.matchAll(/`([A-Z]\w+)`/g)].map((found) => found[1]));

test("every exported type of lib/core has its word in the glossary", () => {
  const types = exportedTypes();
  expect(types.length).toBeGreaterThan(100);
  expect(types.filter((name) => !named.has(name))).toEqual([]);
});

test("the glossary names no type that is gone", () => {
  const types = new Set(exportedTypes());
  expect([...named].filter((name) => name !== undefined && !types.has(name))).toEqual([]);
});

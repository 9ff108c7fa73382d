import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Notebook } from "./notebook.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "closeout-notebook-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a story that was cut short goes on from its beginning's time, and tells no chapter twice", () => {
  const path = join(folder, "notebook.json");
  const first = new Notebook(path);
  first.keepToken("hr", "secret");
  first.finish("People");
  const again = new Notebook(path);
  expect(again.startedAt).toBe(first.startedAt);
  expect([again.has("People"), again.has("Systems"), again.token("hr")]).toEqual([true, false, "secret"]);
  expect(statSync(path).mode & 0o077).toBe(0);
});

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { cruise } from "dependency-cruiser";
import { isCode, trackedFiles } from "../source/files.mjs";
import { writeSkeleton } from "./skeleton.mjs";

/**
 * Holds the code below `root` against the import law.
 * @returns violations `{rule, from, to}`, the number of modules read, and the files that should have been read and were not
 */
export async function cruiseTree(root, ruleSet) {
  const skeleton = fs.mkdtempSync(path.join(os.tmpdir(), "closeout-boundaries-"));
  try {
    const files = writeSkeleton(root, skeleton);
    const tops = [...new Set(files.map((name) => name.split("/")[0]))];
    const { options, ...rules } = ruleSet;
    const result = await cruise(tops, { ...options, ruleSet: rules, validate: true, baseDir: skeleton });
    const read = new Set(result.output.modules.map((module) => module.source));
    const expected = new Set([...files, ...(trackedFiles(root) ?? []).filter(isCode)]);
    return {
      violations: result.output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
      modules: files.length,
      unread: [...expected].filter((name) => !read.has(name)),
    };
  } finally {
    fs.rmSync(skeleton, { recursive: true, force: true });
  }
}

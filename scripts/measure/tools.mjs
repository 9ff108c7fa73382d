import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const readJson = (file) => (fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : null);
const oneDecimal = (value) => Math.round(value * 10) / 10;

function duplicateShare(root) {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), "closeout-clones-"));
  try {
    spawnSync(process.execPath, ["scripts/checks/clones.mjs", "--report", out], { cwd: root, encoding: "utf8" });
    const report = readJson(path.join(out, "jscpd-report.json"));
    if (report === null) throw new Error("the clone check left no report");
    return oneDecimal(report.statistics.total.percentage);
  } finally {
    fs.rmSync(out, { recursive: true, force: true });
  }
}

function deadThings(root) {
  const run = spawnSync(process.execPath, ["node_modules/knip/bin/knip.js", "--reporter", "json"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  const { issues } = JSON.parse(run.stdout.slice(run.stdout.indexOf("{")));
  const lists = issues.flatMap((issue) => Object.values(issue).filter(Array.isArray));
  return lists.reduce((sum, list) => sum + list.length, 0);
}

/** Mutants of the core that some test noticed, in percent; null when no mutation run has left a report. */
function mutationScore(root) {
  const report = readJson(path.join(root, "reports/mutation/mutation.json"));
  if (report === null) return null;
  const mutants = Object.values(report.files).flatMap((file) => file.mutants.map(({ status }) => status));
  const noticed = mutants.filter((status) => status === "Killed" || status === "Timeout").length;
  const counted = noticed + mutants.filter((status) => status === "Survived" || status === "NoCoverage").length;
  return counted === 0 ? null : oneDecimal((noticed / counted) * 100);
}

/** Lines of the core that its tests run, in percent; null when no coverage run has left a report. */
function coreCoverage(root) {
  const report = readJson(path.join(root, "coverage/coverage-summary.json"));
  if (report === null) return null;
  const core = Object.entries(report).filter(([file]) => file.includes(`${path.sep}lib${path.sep}core${path.sep}`));
  const sum = (key) => core.reduce((total, [, { lines }]) => total + lines[key], 0);
  return sum("total") === 0 ? null : oneDecimal((sum("covered") / sum("total")) * 100);
}

/** What other tools count: each takes its time. */
export function toolFigures(root) {
  return [
    { what: "duplicate_lines", unit: "%", value: duplicateShare(root), goal: { most: 1.5 }, red: { over: 3 } },
    { what: "dead", unit: "files, exports, packages", value: deadThings(root), goal: { most: 0 }, red: { over: 0 } },
  ];
}

/** Packages, and what the reports of earlier test runs say. */
export function packageFigures(root) {
  const { dependencies } = readJson(path.join(root, "package.json"));
  const runtime = Object.keys(dependencies).length;
  return [
    { what: "runtime_dependencies", unit: "packages", value: runtime, goal: { most: 25 }, red: { over: 35 } },
    { what: "core_line_coverage", unit: "%", value: coreCoverage(root), goal: { least: 98 }, red: { under: 95 } },
    { what: "core_mutation_score", unit: "%", value: mutationScore(root), goal: { least: 80 }, red: { under: 70 } },
  ];
}

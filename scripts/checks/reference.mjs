// Tables of docs/reference.md that the code can write itself: node scripts/checks/reference.mjs [--write].
// Without --write it fails when a table is no longer what the code says, or a runtime package has no reason in 0011.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const REFERENCE = "docs/reference.md";
const REASONS = "docs/adr/0011-runtime-dependencies.md";
const END = "<!-- end -->";
const load = (name) => import(path.join(root, name));
const row = (...cells) => `| ${cells.join(" | ")} |`;
const table = (heads, rows) => [row(...heads), row(...heads.map(() => "---")), ...rows].join("\n");

async function verdicts() {
  const { VERDICTS, VERDICT_GROUP, VERDICT_WORD } = await load("lib/core/access/verdict-key.ts");
  const rows = VERDICTS.map((key) => row(`\`${key}\``, VERDICT_WORD[key], VERDICT_GROUP[key]));
  return table(["key", "word on screen", "counted as"], rows);
}

async function errors() {
  const { ERROR_SENTENCE } = await load("lib/core/errors.ts");
  const { ERROR_MAP } = await load("lib/transport/errors.ts");
  const rows = Object.entries(ERROR_SENTENCE).map(([code, text]) => row(`\`${code}\``, ERROR_MAP[code].status, text));
  return table(["code", "status", "sentence"], rows);
}

async function findings() {
  const { SNAPSHOT_FINDING } = await load("lib/core/snapshot/finding.ts");
  const rows = Object.entries(SNAPSHOT_FINDING).map(([code, { weight, sentence }]) =>
    row(`\`${code}\``, weight, sentence),
  );
  return table(["finding", "weight", "sentence"], rows);
}

async function permissions() {
  const { ACTIONS, ROLES, isPermitted } = await load("lib/core/permissions.ts");
  const rows = ACTIONS.map((action) =>
    row(`\`${action}\``, ...ROLES.map((role) => (isPermitted(role, action) ? "yes" : ""))),
  );
  return table(["action", ...ROLES], rows);
}

async function endpoints() {
  const { ENDPOINTS } = await load("lib/transport/api/endpoints.ts");
  const sorted = [...ENDPOINTS].sort((a, b) => (a.path < b.path ? -1 : 1));
  const rows = sorted.map((one) => row(`\`${one.method} ${one.path}\``, one.summary, `\`${one.permission}\``));
  return table(["endpoint", "what it does", "permission"], rows);
}

function commands() {
  const help = spawnSync(process.execPath, ["lib/cli/main.ts", "--help"], { cwd: root, encoding: "utf8" });
  if (help.status !== 0) throw new Error(`the command line gave no help: ${help.stderr}`);
  const usages = help.stdout.split("\n").filter((line) => line.startsWith("  closeout "));
  return ["```", ...usages.map((line) => `npx ${line.trim()}`), "```"].join("\n");
}

const TABLES = { verdicts, errors, findings, permissions, endpoints, commands };

/** The text with every table between its marks written anew. */
async function current(text) {
  let written = text;
  for (const [name, write] of Object.entries(TABLES)) {
    const begin = `<!-- table: ${name} -->`;
    const marks = new RegExp(`${begin}[\\s\\S]*?${END}`);
    if (!marks.test(written)) throw new Error(`${REFERENCE} has no place for the table "${name}".`);
    const lines = await write();
    written = written.replace(marks, () => `${begin}\n\n${lines}\n\n${END}`);
  }
  return written;
}

/** Runtime packages that no line of the decision gives a reason for. */
function unreasoned() {
  const { dependencies } = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8"));
  const text = fs.readFileSync(path.join(root, REASONS), "utf8");
  return Object.keys(dependencies).filter((name) => !text.includes(`| \`${name}\` |`));
}

const file = path.join(root, REFERENCE);
const before = fs.readFileSync(file, "utf8");
const after = await current(before);
const problems = unreasoned().map((name) => `${REASONS} gives no reason for ${name}`);
if (process.argv.includes("--write")) fs.writeFileSync(file, after);
else if (before !== after)
  problems.push(`${REFERENCE} is not what the code says: node scripts/checks/reference.mjs --write`);
for (const problem of problems) console.log(problem);
console.log(`${Object.keys(TABLES).length} tables, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;

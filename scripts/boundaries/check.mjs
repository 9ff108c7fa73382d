// The import law, checked: node scripts/boundaries/check.mjs [--root <folder>] [--json]
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { cruiseTree } from "./cruise.mjs";

const home = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const { values } = parseArgs({ options: { root: { type: "string", default: home }, json: { type: "boolean" } } });
const rules = createRequire(import.meta.url)(path.join(home, "dependency-cruiser.cjs"));
const found = await cruiseTree(path.resolve(values.root), rules);

if (values.json) {
  console.log(JSON.stringify(found));
} else {
  for (const { rule, from, to } of found.violations) console.log(`${rule}: ${from} → ${to}`);
  for (const name of found.unread) console.log(`not read, so not checked: ${name}`);
  console.log(`${found.modules} modules, ${found.violations.length} violations, ${found.unread.length} not read`);
}
process.exitCode = found.violations.length + found.unread.length === 0 && found.modules > 0 ? 0 : 1;

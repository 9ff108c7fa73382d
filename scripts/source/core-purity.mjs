// The core decides by what it is given. Its compiler settings already hide Node and the browser; this finds what
// the language itself would let in: a clock, a random number, the machine's own language and zone.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { codeFiles, TEST } from "./files.mjs";
import { parse, walk } from "./parse.mjs";

const GLOBALS = new Set([
  "Date",
  "Intl",
  "Temporal",
  "performance",
  "crypto",
  "process",
  "globalThis",
  "console",
  "fetch",
]);
const TIMERS = new Set(["setTimeout", "setInterval", "setImmediate", "queueMicrotask"]);
const LOCAL_TASTE = new Set(["localeCompare", "toLocaleString", "toLocaleUpperCase", "toLocaleLowerCase"]);

/** What a member expression reads that two machines answer differently; null when nothing. */
function impureMember(node) {
  const property = node.property.value ?? node.property.expression?.value;
  if (node.object.value === "Math" && property === "random") return "Math.random: ids and salts are passed in";
  return LOCAL_TASTE.has(property) ? `${property}: the result depends on the machine's language` : null;
}

function impureGlobal(node, parent) {
  if (isName(node, parent)) return null;
  if (GLOBALS.has(node.value)) return `${node.value}: instants, hashes and words are passed in`;
  return TIMERS.has(node.value) ? `${node.value}: the core has no timers` : null;
}

/** What in one core file depends on more than its arguments, each as a sentence. */
export function impurities(name, text) {
  const found = [];
  walk(parse(name, text), (node, parents) => {
    if (node.type === "MemberExpression") found.push(impureMember(node));
    if (node.type === "Identifier") found.push(impureGlobal(node, parents.at(-1)));
  });
  return found.filter((sentence) => sentence !== null);
}

/** True where the identifier is only the name of a property or a type, not a use of the global. */
function isName(node, parent) {
  if (parent === undefined) return false;
  if (parent.type === "MemberExpression") return parent.property === node;
  return ["KeyValueProperty", "TsPropertySignature", "TsTypeReference", "TsQualifiedName"].includes(parent.type);
}

function main() {
  const home = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
  const files = codeFiles(home).filter((name) => name.startsWith("lib/core/") && !TEST.test(name));
  const lines = files.flatMap((name) =>
    impurities(name, fs.readFileSync(path.join(home, name), "utf8")).map((found) => `${name}: ${found}`),
  );
  for (const line of lines) console.log(line);
  console.log(`${files.length} core files, ${lines.length} impure`);
  process.exitCode = files.length > 0 && lines.length === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();

// The words on screen separate what somebody says from what was seen. A word that blurs the two fails here,
// and so does a path of somebody's own machine in any file of the project.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { codeFiles, TEST, trackedFiles } from "../source/files.mjs";
import { parse, walk } from "../source/parse.mjs";

/** Word → what to say instead. As a label (capitalised) these claim more than anybody saw. */
const LABELS = {
  Done: "Reported removed or Verified removed",
  Complete: "Reported removed or Verified removed",
  Completed: "Reported removed or Verified removed",
  Success: "what was seen",
  Succeeded: "what was seen",
  Revoked: "Reported removed or Verified removed",
  Deprovisioned: "Reported removed or Verified removed",
  Ignored: "Excepted until",
  Dismissed: "Excepted until",
  Waived: "Excepted until",
  Unassigned: "No owner",
  Orphan: "Still present or No owner",
  Zombie: "Still present",
  Unmonitored: "Cannot check",
  Regression: "Came back",
  Override: "nothing: there is no override",
};
/** Never on screen in any spelling. */
const NEVER = [
  /\bsuccessfully\b/i,
  /\boffboardee\b/i,
  /\bunassigned\b/,
  /\bforce close\b/i,
  /\bmark all\b/i,
  /\bN\/A\b/,
  /\bMTTR\b/,
];
const SHOUT = /[\p{L}\d]!(?:\s|$)/u;
const SHOWN_ATTRIBUTES = new Set([
  "title",
  "label",
  "placeholder",
  "alt",
  "aria-label",
  "heading",
  "caption",
  "summary",
  "text",
]);
const MACHINE_PATH = /(?:^|[\s"'`(=])\/(?:(?:home|root|work)\/[\w.-]+|Users\/[\w.-]+\/)/m;

/** Terms of the model that hold such a word: a listing read to its end is complete, and nothing is closed by it. */
const TERMS = /\bComplete (?:listing|read|look)\b/g;

/** What is wrong with one text that a person reads. */
function wrongWords(shown) {
  const text = shown.replace(TERMS, "");
  const labels = Object.keys(LABELS).filter((word) => new RegExp(`\\b${word}\\b`).test(text));
  const never = NEVER.filter((pattern) => pattern.test(text)).map((pattern) => text.match(pattern)[0]);
  const shout = SHOUT.test(text) ? ["an exclamation mark"] : [];
  return [
    ...labels.map((word) => `"${word}": say ${LABELS[word]}`),
    ...never.map((word) => `"${word}" is not a word of ours`),
    ...shout,
  ];
}

/** A string that stands where a person may read it: not a module, a class list, a type or a directive. */
function isShown(node, parents) {
  const parent = parents.at(-1);
  if (node.type === "JSXText") return true;
  if (node.type === "TemplateElement")
    return /\s/.test(node.cooked ?? "") && !inAttribute(parents, (name) => !SHOWN_ATTRIBUTES.has(name));
  if (node.type !== "StringLiteral") return false;
  if (
    ["ImportDeclaration", "ExportAllDeclaration", "ExportNamedDeclaration", "TsLiteralType", "TsImportType"].includes(
      parent.type,
    )
  )
    return false;
  return !inAttribute(parents, (name) => !SHOWN_ATTRIBUTES.has(name));
}

function inAttribute(parents, refuses) {
  const attribute = parents.findLast((node) => node.type === "JSXAttribute");
  return attribute !== undefined && refuses(attribute.name.value ?? "");
}

/** Sentences for every wrong word that one source file shows to a person. */
export function wrongWordsIn(name, source) {
  const found = [];
  walk(parse(name, source), (node, parents) => {
    if (!["JSXText", "StringLiteral", "TemplateElement"].includes(node.type) || !isShown(node, parents)) return;
    for (const wrong of wrongWords(node.value ?? node.cooked ?? "")) found.push(`${name}: ${wrong}`);
  });
  return found;
}

function main() {
  const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
  const read = (name) => fs.readFileSync(path.join(root, name), "utf8");
  const shown = codeFiles(root).filter(
    (name) => /^(app|components|lib\/core|lib\/ui|lib\/transport)\//.test(name) && !TEST.test(name),
  );
  const found = shown.flatMap((name) => wrongWordsIn(name, read(name)));
  const texts = (trackedFiles(root) ?? []).filter(
    (name) => /\.(md|ts|tsx|mjs|cjs|js|json|sql|css|yml|sh)$/.test(name) && name !== "package-lock.json",
  );
  for (const name of texts)
    if (MACHINE_PATH.test(read(name))) found.push(`${name}: names a path of somebody's own machine`);
  for (const sentence of found) console.log(sentence);
  console.log(`${shown.length} files with words on screen, ${texts.length} texts, ${found.length} wrong words`);
  process.exitCode = shown.length > 0 && found.length === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();

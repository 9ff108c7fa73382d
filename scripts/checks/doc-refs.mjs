// A document that names a path, a script or a picture that is gone misleads whoever trusts it: it fails here.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { trackedFiles } from "../source/files.mjs";

const TOP = "app|components|lib|db|e2e|scripts|bench|docs|public|\\.ci";
const PATH = new RegExp(`^#?(?:${TOP})/[\\w@.()[\\]{},*<>/+-]*$`);
const ROOT_FILE = /^[\w.-]+\.(?:json|cjs|mjs|js|ts|md)$/;
/** Named in documents although no clone has them: made by a run. */
const MADE_BY_A_RUN = /^(?:\.data|\.next|reports|coverage|node_modules)(?:\/|$)/;

/** Text of a document without its fenced blocks: what stands there is output or an example to type. */
function prose(text) {
  return text.replace(/^```[\s\S]*?^```/gm, (block) => "\n".repeat(block.split("\n").length - 1));
}

/** What one document refers to: `{line, kind, target}` for code spans, links and npm scripts. */
function references(text) {
  const found = [];
  const add = (index, source, kind, target) =>
    found.push({ line: source.slice(0, index).split("\n").length, kind, target });
  const words = prose(text);
  for (const match of words.matchAll(/`([^`\n]+)`/g)) {
    if (PATH.test(match[1]) || ROOT_FILE.test(match[1])) add(match.index, words, "path", match[1].replace(/^#/, ""));
  }
  for (const match of words.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (!/^(?:[a-z]+:|#)/i.test(match[1])) add(match.index, words, "link", match[1].replace(/#.*$/, ""));
  }
  for (const match of text.matchAll(/npm (?:run ([\w:-]+)|(start|test)\b)/g))
    add(match.index, text, "script", match[1] ?? match[2]);
  return found;
}

/** `{a,b}` written out, every spelling of it. */
function spellings(name) {
  const group = name.match(/\{([^{}]+)\}/);
  if (group === null) return [name];
  return group[1].split(",").flatMap((one) => spellings(name.replace(group[0], one)));
}

function exists(root, name) {
  const fixed = name.replace(/\/$/, "");
  // `<noun>` and `*` stand for any one name.
  const pattern = fixed.replace(/<[^<>]+>/g, "*");
  if (pattern.includes("*")) return fs.globSync(pattern.replace(/[[\]()]/g, "?"), { cwd: root }).length > 0;
  return fs.existsSync(path.join(root, fixed));
}

/** The spellings of one named path that are nowhere, neither below the root nor beside the document. */
function gone(root, document, kind, target) {
  const folder = path.posix.dirname(document);
  const base = kind === "link" ? path.posix.join(folder, target) : target;
  if (MADE_BY_A_RUN.test(base)) return [];
  return spellings(base).filter((name) => !exists(root, name) && !exists(root, path.posix.join(folder, name)));
}

/** Sentences for every reference of one document that leads nowhere. */
export function brokenReferences(root, document, text, scripts) {
  return references(text).flatMap(({ line, kind, target }) => {
    const at = `${document}:${line}`;
    if (kind !== "script")
      return gone(root, document, kind, target).map((name) => `${at} names ${name}, which is gone`);
    return scripts.has(target) ? [] : [`${at} names npm script "${target}", which package.json has not`];
  });
}

function main() {
  const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
  const scripts = new Set(Object.keys(JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")).scripts));
  const documents = (trackedFiles(root) ?? []).filter((name) => name.endsWith(".md"));
  const broken = documents.flatMap((name) =>
    brokenReferences(root, name, fs.readFileSync(path.join(root, name), "utf8"), scripts),
  );
  for (const sentence of broken) console.log(sentence);
  console.log(`${documents.length} documents, ${broken.length} references lead nowhere`);
  process.exitCode = documents.length > 0 && broken.length === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();

import fs from "node:fs";
import path from "node:path";
import { codeFiles } from "../source/files.mjs";
import { importsOf } from "../source/parse.mjs";

/**
 * Writes below `target` the import skeleton of the code below `root`: same paths, each file only the modules it names.
 * dependency-cruiser 17 cannot load TypeScript 7, and its own swc parser neither reads JSX nor `import("…")` types;
 * a skeleton of plain imports is read by any parser, and a file that does not parse stops here, loudly.
 * @returns the paths written
 */
export function writeSkeleton(root, target) {
  const files = codeFiles(root);
  for (const name of files) {
    const lines = importsOf(name, fs.readFileSync(path.join(root, name), "utf8"));
    const file = path.join(target, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, `${lines.map((line) => `import ${JSON.stringify(line)};`).join("\n")}\n`);
  }
  // What imports may point at besides code: style sheets, data and declarations.
  for (const name of assetFiles(root)) {
    fs.mkdirSync(path.dirname(path.join(target, name)), { recursive: true });
    fs.writeFileSync(path.join(target, name), name.endsWith(".json") ? "{}" : "");
  }
  fs.copyFileSync(path.join(root, "package.json"), path.join(target, "package.json"));
  fs.symlinkSync(fs.realpathSync(path.join(root, "node_modules")), path.join(target, "node_modules"), "junction");
  return files;
}

/** Files only: a route may be a folder called openapi.json. */
function assetFiles(root) {
  const folders = ["app", "components", "lib", "db", "public", "bench"].map((name) => path.join(root, name));
  const entries = folders
    .filter((folder) => fs.existsSync(folder))
    .flatMap((folder) => fs.readdirSync(folder, { recursive: true, withFileTypes: true }));
  return entries
    .filter((entry) => entry.isFile() && /\.(css|json|svg|d\.ts)$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"));
}

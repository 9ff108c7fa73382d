import fs from "node:fs";
import path from "node:path";
import { codeFiles, TEST } from "../source/files.mjs";
import { valueImportsOf } from "../source/parse.mjs";
import { percent, quantile } from "./figure.mjs";

/** Learned once and the same for every verb: the kit, the composition, the transaction, the words of the core. */
const KIT =
  /^(lib\/use-cases\/_kit\/|lib\/(runtime|transport|auth)\/|db\/(client|tx|instant-text|schema\/columns)\.|lib\/core\/(ids|instant|result|errors|permissions|tags)\.)/;

function resolve(from, named) {
  if (named.startsWith("#")) return named.slice(1);
  return named.startsWith(".") ? path.posix.join(path.posix.dirname(from), named) : null;
}

/** Files that one verb runs through: its own and every one of ours it imports for its value, without the kit. */
function closure(root, start) {
  const seen = new Set([start]);
  for (const file of seen) {
    for (const named of valueImportsOf(file, fs.readFileSync(path.join(root, file), "utf8"))) {
      const target = resolve(file, named);
      if (target !== null && !KIT.test(target) && fs.existsSync(path.join(root, target))) seen.add(target);
    }
  }
  return seen.size;
}

/** Commands whose name some test calls, in percent: what no test ever calls is not proved to refuse. */
function triedShare(root, commands) {
  const read = (name) => fs.readFileSync(path.join(root, name), "utf8");
  const tests = codeFiles(root)
    .filter((name) => name.startsWith("lib/") && TEST.test(name))
    .map(read)
    .join("\n");
  const names = commands.map((file) => read(file).match(/\bname: "([^"]+)"/)?.[1]);
  return percent(names.filter((name) => name !== undefined && tests.includes(`"${name}"`)).length, commands.length);
}

/** How many files somebody opens to understand one mutation from its entrance to its rows. */
export function hopFigures(root) {
  const verbs = codeFiles(root).filter(
    (name) => /^lib\/use-cases\/(?!_kit\/)[^/]+\/[^/]+\.ts$/.test(name) && !TEST.test(name),
  );
  const commands = verbs.filter((name) => /\bdefineCommand[<(]/.test(fs.readFileSync(path.join(root, name), "utf8")));
  // The entrance itself (an action, a route) is one more file to open.
  const hops = commands.map((name) => closure(root, name) + 1);
  const of = (share) => (hops.length === 0 ? null : quantile(hops, share));
  return [
    { what: "commands", unit: "commands", value: commands.length, goal: { least: 1 } },
    { what: "commands_tried", unit: "%", value: triedShare(root, commands), goal: { least: 100 } },
    { what: "hops_median", unit: "files", value: of(0.5), goal: { most: 7 }, red: { over: 9 } },
    { what: "hops_worst", unit: "files", value: of(1), goal: { most: 25 } },
  ];
}

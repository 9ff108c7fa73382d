/**
 * What `npm run check` holds the code against. None needs a database or a server.
 * @typedef {object} Check
 * @property {string} name
 * @property {string[][]} commands run one after the other with Node; all must end well
 */

const tsc = ["node_modules/typescript/bin/tsc", "--noEmit"];

/** @type {readonly Check[]} Longest first, so that the last one to start is a short one. */
export const CHECKS = [
  {
    name: "types",
    commands: [
      ["node_modules/next/dist/bin/next", "typegen"],
      [...tsc, "-p", "."],
    ],
  },
  { name: "measured limits", commands: [["scripts/measure.mjs", "--gate"]] },
  {
    name: "format and lint",
    commands: [["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", "--max-diagnostics=100", "."]],
  },
  { name: "dead code", commands: [["node_modules/knip/bin/knip.js"]] },
  { name: "clones", commands: [["scripts/checks/clones.mjs"]] },
  { name: "types of the pure core", commands: [[...tsc, "-p", "tsconfig.core.json"]] },
  { name: "import law", commands: [["scripts/boundaries/check.mjs"]] },
  { name: "import law bites", commands: [["scripts/boundaries/planted.mjs"]] },
  { name: "lint bites", commands: [["scripts/checks/lint-planted.mjs"]] },
  { name: "purity of the core", commands: [["scripts/source/core-purity.mjs"]] },
  { name: "reference as the code says", commands: [["scripts/checks/reference.mjs"]] },
  { name: "references in documents", commands: [["scripts/checks/doc-refs.mjs"]] },
  { name: "words on screen", commands: [["scripts/checks/words.mjs"]] },
];

import fs from "node:fs";
import path from "node:path";
import { codeFiles, PRODUCT, TEST } from "../source/files.mjs";
import { escapesOf, functionsOf, suppressionsOf } from "../source/lines.mjs";
import { percent, quantile } from "./figure.mjs";

const lineCount = (text) => text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
const sum = (values) => values.reduce((a, b) => a + b, 0);
/** What proves that a check bites is a test, whatever it is called. */
const isTest = (name) => TEST.test(name) || /^e2e\/|planted\.mjs$/.test(name);
/** A bench may be long where the product and its tools may not; tests are counted apart. */
const isSource = (name) => !isTest(name) && !name.startsWith("bench/");
const longestFirst = (a, b) => b.lines - a.lines;
const place = ({ name, line, lines }) => `${name}${line ? `:${line}` : ""}${lines ? ` (${lines} lines)` : ""}`;

function sizeFigures(source) {
  const files = source.map(({ name, text }) => ({ name, lines: lineCount(text) })).sort(longestFirst);
  const sizes = files.map(({ lines }) => lines);
  const where = files.slice(0, 3).map(place);
  return [
    { what: "files", unit: "files", value: files.length, goal: { least: 1 } },
    { what: "largest_file", unit: "lines", value: sizes[0] ?? 0, goal: { most: 300 }, red: { over: 400 }, where },
    { what: "median_file", unit: "lines", value: quantile(sizes, 0.5), goal: { most: 70 }, red: { over: 100 } },
    { what: "p90_file", unit: "lines", value: quantile(sizes, 0.9), goal: { most: 180 }, red: { over: 250 } },
  ];
}

function functionFigures(source) {
  const functions = source.flatMap(({ name, text }) => functionsOf(name, text).map((one) => ({ name, ...one })));
  functions.sort(longestFirst);
  const ts = functions.filter(({ name }) => !name.endsWith("x"));
  const tsx = functions.filter(({ name }) => name.endsWith("x"));
  const long = functions.filter(({ lines }) => lines > 60);
  const share = percent(long.length, functions.length);
  const first = (list) => ({ value: list[0]?.lines ?? 0, where: list.slice(0, 3).map(place) });
  return [
    { what: "longest_function_ts", unit: "lines", ...first(ts), goal: { most: 60 }, red: { over: 80 } },
    { what: "longest_function_tsx", unit: "lines", ...first(tsx), goal: { most: 120 }, red: { over: 150 } },
    { what: "functions_over_60", unit: "functions", value: long.length, goal: { most: 0 }, where: long.map(place) },
    { what: "functions_over_60_share", unit: "%", value: share, goal: { most: 0 }, red: { over: 1 } },
  ];
}

function escapeFigures(source) {
  const product = source.filter(({ name }) => PRODUCT.test(name));
  const escapes = product.flatMap(({ name, text }) => escapesOf(name, text).map((one) => ({ name, ...one })));
  const off = source.flatMap(({ name, text }) => suppressionsOf(text).map((one) => ({ name, ...one })));
  const count = (list) => ({ unit: "places", value: list.length, where: list.map(place) });
  const blind = ({ reasoned }) => !reasoned;
  return [
    { what: "any", ...count(escapes.filter(({ kind }) => kind === "any")), goal: { most: 0 }, red: { over: 0 } },
    { what: "casts", ...count(escapes.filter(({ kind }) => kind === "cast")), goal: { most: 40 } },
    { what: "escapes_without_reason", ...count(escapes.filter(blind)), goal: { most: 0 }, red: { over: 3 } },
    { what: "suppressions", ...count(off), goal: { most: 0 }, red: { over: 3 } },
    { what: "suppressions_without_reason", ...count(off.filter(blind)), goal: { most: 0 }, red: { over: 0 } },
  ];
}

/** Sizes, functions, escapes from the compiler and switched-off checkers, from the source itself. */
export function codeFigures(root) {
  const files = codeFiles(root).map((name) => ({ name, text: fs.readFileSync(path.join(root, name), "utf8") }));
  const source = files.filter(({ name }) => isSource(name));
  const lines = (list) => sum(list.map(({ text }) => lineCount(text)));
  const ratio = lines(files.filter(({ name }) => isTest(name))) / Math.max(1, lines(source));
  return [
    ...sizeFigures(source),
    ...functionFigures(source),
    ...escapeFigures(source),
    {
      what: "test_to_source",
      unit: "ratio",
      value: Math.round(ratio * 100) / 100,
      goal: { least: 0.6, most: 1.2 },
      red: { under: 0.4 },
    },
  ];
}

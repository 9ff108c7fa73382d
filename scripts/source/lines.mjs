import { parse, walk } from "./parse.mjs";

const FUNCTIONS = new Set([
  "FunctionDeclaration",
  "FunctionExpression",
  "ArrowFunctionExpression",
  "ClassMethod",
  "PrivateMethod",
  "Constructor",
  "MethodProperty",
  "GetterProperty",
  "SetterProperty",
]);
const ESCAPES = {
  TsKeywordType: "any",
  TsAsExpression: "cast",
  TsTypeAssertion: "cast",
  TsNonNullExpression: "non-null",
};

/**
 * Parses a text so that nodes can be placed on lines. The parser counts bytes on from the texts it has read before;
 * an empty statement put in front tells where this one starts.
 */
function placed(name, text) {
  const body = text.startsWith("#!") ? `//${text.slice(2)}` : text;
  const module = parse(name, `;${body}`);
  const base = module.body[0].span.start + 1;
  const bytes = Buffer.from(body, "utf8");
  const lineAt = (offset) => {
    let line = 1;
    for (let at = 0; at < offset; at++) if (bytes[at] === 10) line++;
    return line;
  };
  return { module, first: (node) => lineAt(node.span.start - base), last: (node) => lineAt(node.span.end - base - 1) };
}

/** Every function of a text: first line (1-based) and length in lines, blank ones not counted. */
export function functionsOf(name, text) {
  const { module, first, last } = placed(name, text);
  const lines = text.split("\n");
  const found = [];
  walk(module, (node) => {
    if (!FUNCTIONS.has(node.type)) return;
    const line = first(node);
    const own = lines.slice(line - 1, last(node)).filter((one) => one.trim() !== "");
    found.push({ line, lines: own.length });
  });
  return found;
}

/**
 * Every place where a text steps around the compiler: `any`, casts, non-null assertions.
 * `reasoned` is true where a comment stands on that line, on the next or within the five above.
 */
export function escapesOf(name, text) {
  const { module, first } = placed(name, text);
  const lines = text.split("\n");
  const found = [];
  walk(module, (node) => {
    const kind = ESCAPES[node.type];
    if (kind === undefined || (node.type === "TsKeywordType" && node.kind !== "any")) return;
    const line = first(node);
    const reasoned = lines
      .slice(Math.max(0, line - 6), line + 1)
      .some((one) => /(?:^|\s)(?:\/\/|\/\*|\*)\s*\S/.test(one));
    found.push({ line, kind, reasoned });
  });
  return found;
}

/** Comments that switch a checker off: `{line, reasoned}`. */
export function suppressionsOf(text) {
  const marker =
    /(?:\/\/|\/\*)\s*(?:biome-ignore|@ts-(?:expect-error|ignore|nocheck)|eslint-disable|Stryker disable|v8 ignore)(.*)/;
  return text.split("\n").flatMap((line, index) => {
    const match = line.match(marker);
    return match === null ? [] : [{ line: index + 1, reasoned: /[:\s]\s*\w+\s+\w+/.test(match[1]) }];
  });
}

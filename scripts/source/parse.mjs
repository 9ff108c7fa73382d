import { parseSync } from "@swc/core";

const SYNTAX = { ts: "typescript", mts: "typescript", tsx: "typescript" };

/**
 * Parses one source text with the parser that its name asks for.
 * @throws Error naming the file: a file that cannot be parsed must never count as one without imports.
 */
export function parse(name, text) {
  const extension = name.slice(name.lastIndexOf(".") + 1);
  const syntax = SYNTAX[extension] ?? "ecmascript";
  const jsx = extension.endsWith("x");
  try {
    return parseSync(text, { syntax, tsx: jsx, jsx, decorators: true, target: "es2022", comments: false });
  } catch (cause) {
    throw new Error(`${name} cannot be parsed: ${cause instanceof Error ? cause.message : cause}`);
  }
}

/** Calls `visit(node, parents)` for every node below `root`; `parents` runs from the root to the node's own parent. */
export function walk(root, visit, parents = []) {
  if (root === null || typeof root !== "object") return;
  const isNode = typeof root.type === "string";
  if (isNode) visit(root, parents);
  const above = isNode ? [...parents, root] : parents;
  for (const value of Object.values(root)) {
    if (Array.isArray(value)) for (const entry of value) walk(entry, visit, above);
    else if (value !== null && typeof value === "object") walk(value, visit, above);
  }
}

function literalOf(argument) {
  const expression = argument?.expression;
  if (expression?.type === "StringLiteral") return expression.value;
  if (expression?.type === "TemplateLiteral" && expression.expressions.length === 0) return expression.quasis[0].raw;
  return null;
}

/** The module that one node names, however it names it; null when it names none. */
function namedModule(node) {
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportAllDeclaration":
    case "ExportNamedDeclaration":
      return node.source?.value ?? null;
    case "TsImportType":
      return node.argument.value;
    case "TsExternalModuleReference":
      return node.expression.value;
    case "CallExpression": {
      const imports = node.callee.type === "Import" || node.callee.value === "require";
      return imports ? literalOf(node.arguments[0]) : null;
    }
    default:
      return null;
  }
}

/** Every module named in a text, types and dynamic imports included, each once, in order of appearance. */
export function importsOf(name, text) {
  const found = new Set();
  walk(parse(name, text), (node) => {
    const named = namedModule(node);
    if (named !== null) found.add(named);
  });
  return [...found];
}

/** The modules that a text imports for a value at run time: types alone do not count. */
export function valueImportsOf(name, text) {
  const found = new Set();
  walk(parse(name, text), (node) => {
    if (node.type === "TsImportType" || node.typeOnly === true) return;
    const specifiers = node.specifiers ?? [];
    if (specifiers.length > 0 && specifiers.every(({ isTypeOnly }) => isTypeOnly === true)) return;
    const named = namedModule(node);
    if (named !== null) found.add(named);
  });
  return [...found];
}

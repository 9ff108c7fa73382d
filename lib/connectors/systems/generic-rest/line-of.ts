/** Line of a JSON text at which a value stands, from 1; the deepest step that is there. The text must be valid JSON. */
export function lineOf(text: string, path: readonly PropertyKey[]): number {
  const at = offsetOf(text, 0, path.map(String));
  return text.slice(0, at).split("\n").length;
}

function offsetOf(text: string, from: number, path: readonly string[]): number {
  const start = afterSpace(text, from);
  const [step, ...rest] = path;
  if (step === undefined || (text[start] !== "{" && text[start] !== "[")) return start;
  const isObject = text[start] === "{";
  let at = afterSpace(text, start + 1);
  for (let index = 0; at < text.length && text[at] !== "}" && text[at] !== "]"; index += 1) {
    const begin = at;
    let key = String(index);
    if (isObject) {
      const end = afterText(text, at);
      key = JSON.parse(text.slice(at, end));
      at = afterSpace(text, afterSpace(text, end) + 1);
    }
    if (key === step) return rest.length === 0 ? begin : offsetOf(text, at, rest);
    at = afterSpace(text, afterValue(text, at));
    if (text[at] === ",") at = afterSpace(text, at + 1);
  }
  return start;
}

function afterSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && " \t\r\n".includes(text.charAt(at))) at += 1;
  return at;
}

/** Just behind the text that begins here. */
function afterText(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}

function afterValue(text: string, from: number): number {
  let depth = 0;
  let at = from;
  do {
    const sign = text[at];
    if (sign === '"') {
      at = afterText(text, at);
      continue;
    }
    if (sign === "{" || sign === "[") depth += 1;
    if (sign === "}" || sign === "]") depth -= 1;
    if (depth < 0 || (depth === 0 && sign === ",")) return at;
    at += 1;
  } while (at < text.length && (depth > 0 || !",}]".includes(text.charAt(at))));
  return at;
}

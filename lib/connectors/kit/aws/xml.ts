/** An element as IAM's schema has it: a text, a list (only `member` in it), or its children by name. */
export type Xml = string | readonly Xml[] | { readonly [name: string]: Xml };

const TOKEN = /<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
const DEPTH_MAX = 32;

interface Open {
  readonly name: string;
  readonly children: [string, Xml][];
  text: string;
}

/**
 * Reads the XML that AWS's query services write: one root element, text and entities. Everything else (document types,
 * comments, sections, a name twice, text between elements, a broken end) is not read at all: undefined.
 */
export function readXml(source: string): Xml | undefined {
  const text = source.replace(/^\uFEFF?(?:<\?xml[^?]*\?>)?\s*/, "").trimEnd();
  const root: Open = { name: "", children: [], text: "" };
  const stack: Open[] = [root];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    const match = TOKEN.exec(text);
    if (match === null || match.index !== at || !take(match, stack)) return undefined;
  }
  const [only, ...more] = root.children;
  if (stack.length !== 1 || only === undefined || more.length > 0 || root.text.trim() !== "") return undefined;
  return { [only[0]]: only[1] };
}

/** @returns false where it does not fit. */
function take(match: RegExpExecArray, stack: Open[]): boolean {
  const [, ends, name = "", , isEmpty, characters] = match;
  const top = stack.at(-1);
  if (top === undefined) return false;
  if (characters !== undefined) {
    const plain = unescaped(characters);
    top.text += plain ?? "";
    return plain !== null;
  }
  if (ends !== "") {
    const below = stack.at(-2);
    if (top.name !== name || below === undefined || isEmpty !== "") return false;
    stack.pop();
    const value = elementOf(top);
    if (value !== undefined) below.children.push([name, value]);
    return value !== undefined;
  }
  if (isEmpty !== "") top.children.push([name, ""]);
  else stack.push({ name, children: [], text: "" });
  return stack.length <= DEPTH_MAX;
}

function elementOf({ children, text }: Open): Xml | undefined {
  if (children.length === 0) return text;
  if (text.trim() !== "") return undefined;
  if (children.every(([name]) => name === "member")) return children.map(([, value]) => value);
  const names = new Set(children.map(([name]) => name));
  return names.size === children.length && !names.has("__proto__") ? Object.fromEntries(children) : undefined;
}

function unescaped(text: string): string | null {
  let whole = true;
  const plain = text.replace(/&([^;&]*);?/g, (_, name: string) => {
    const code = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name);
    const point = code === null ? Number.NaN : Number.parseInt(code[1] ?? code[2] ?? "", code[1] ? 16 : 10);
    if (point <= 0x10ffff) return String.fromCodePoint(point);
    const known = Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined;
    if (known === undefined) whole = false;
    return known ?? "";
  });
  return whole ? plain : null;
}

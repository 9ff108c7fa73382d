/** What one block of a policy grants. */
export interface Grant {
  readonly path: string;
  readonly capabilities: readonly string[];
}

/** Capabilities behind the single words that old policies use. */
const OLD_WORDS: Readonly<Record<string, readonly string[]>> = {
  deny: ["deny"],
  read: ["read", "list"],
  write: ["create", "read", "update", "delete", "list"],
  sudo: ["create", "read", "update", "delete", "list", "sudo"],
};

const TOKEN = /\s+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\]|\\.)*"|[A-Za-z_][\w-]*|-?\d[\w.]*|[{}[\]=,:]/y;

/** Reads the blocks of a policy, in HCL or JSON. null = something in it is not understood, so that nothing is known. */
export function readPolicy(text: string): readonly Grant[] | null {
  const tokens = tokensOf(text);
  if (tokens === null) return null;
  return text.trimStart().startsWith("{") ? fromJson(text) : fromHcl(tokens);
}

function tokensOf(text: string): readonly string[] | null {
  const tokens: string[] = [];
  for (let place = 0; place < text.length; ) {
    TOKEN.lastIndex = place;
    const [token] = TOKEN.exec(text) ?? [];
    if (token === undefined) return null;
    place += token.length;
    if (!/^(?:\s|#|\/)/.test(token)) tokens.push(token);
  }
  return tokens;
}

function fromJson(text: string): readonly Grant[] | null {
  try {
    const paths: unknown = Reflect.get(JSON.parse(text), "path");
    if (typeof paths !== "object" || paths === null || Array.isArray(paths)) return null;
    const grants = Object.entries(paths).map(([path, block]) => {
      const capabilities: unknown = Reflect.get(Object(block), "capabilities");
      return Array.isArray(capabilities) && capabilities.every((one) => typeof one === "string")
        ? { path, capabilities }
        : null;
    });
    return whole(grants);
  } catch {
    return null;
  }
}

function fromHcl(tokens: readonly string[]): readonly Grant[] | null {
  const grants: (Grant | null)[] = [];
  for (let place = 0; place < tokens.length; ) {
    if (tokens[place] === "name" && tokens[place + 1] === "=") {
      place += 3;
      continue;
    }
    const [word, path = "", open] = tokens.slice(place, place + 3);
    if (word !== "path" || !path.startsWith('"') || open !== "{") return null;
    const end = endOf(tokens, place + 2);
    if (end === null) return null;
    grants.push(grantOf(unquoted(path), tokens.slice(place + 3, end)));
    place = end + 1;
  }
  return whole(grants);
}

/** Place of the brace that closes the one at `start`. */
function endOf(tokens: readonly string[], start: number): number | null {
  let depth = 0;
  for (let place = start; place < tokens.length; place += 1) {
    if (tokens[place] === "{") depth += 1;
    if (tokens[place] === "}") depth -= 1;
    if (depth === 0) return place;
  }
  return null;
}

/** Of a block only what it grants; which parameters it asks for takes nothing from what may be read. */
function grantOf(path: string, body: readonly string[]): Grant | null {
  const at = body.indexOf("capabilities");
  if (at !== -1 && body[at + 2] === "[") {
    const words = body.slice(at + 3, body.indexOf("]", at));
    return { path, capabilities: words.filter((word) => word.startsWith('"')).map(unquoted) };
  }
  const old = body.indexOf("policy");
  const capabilities = old === -1 ? undefined : OLD_WORDS[unquoted(body[old + 2] ?? "")];
  return capabilities === undefined ? null : { path, capabilities };
}

function unquoted(text: string): string {
  return text.replace(/^"|"$/g, "").replace(/\\(.)/g, "$1");
}

function whole(grants: readonly (Grant | null)[]): readonly Grant[] | null {
  const known = grants.filter((grant) => grant !== null);
  return known.length === grants.length ? known : null;
}

/** Whoever may write a path knows what they wrote there. */
const TELLS = ["read", "create", "update", "patch"];

/**
 * Whether one of these blocks may let somebody know what stands at a path. Which of several Vault takes is left out, and with it what a
 * narrower block denies: a secret that was read and is not looked at is worse than one that is looked at in vain.
 */
export function mayKnow(grants: readonly Grant[], path: string): boolean {
  return grants.some(
    ({ path: granted, capabilities }) =>
      capabilities.some((one) => TELLS.includes(one)) && patternOf(granted).test(path),
  );
}

/** `+` is one step, `*` at the end everything below; what is filled in by entity may be anything. */
function patternOf(path: string): RegExp {
  const isPrefix = path.endsWith("*");
  const source = (isPrefix ? path.slice(0, -1) : path)
    .replace(/^\/+/, "")
    .split(/(\{\{.*?\}\}|(?<=^|\/)\+(?=\/|$))/)
    .map((part) =>
      part.startsWith("{{") ? ".*" : part === "+" ? "[^/]+" : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"),
    )
    .join("");
  return new RegExp(`^${source}${isPrefix ? ".*" : ""}$`, "s");
}

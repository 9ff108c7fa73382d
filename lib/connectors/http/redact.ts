const MARK = "[redacted]";

/** Names of fields whose values are secrets, wherever they stand. */
const SECRET_NAME =
  /pass(?:word|wd|phrase|code)|secret|token|api_?-?key|authori[sz]ation|credential|private[\w-]{0,8}key|cal_url|session_?-?id|cookie|otp|pin_?code|verification_?code|signature|assertion/i;

/** A JSON text can hide a field's name behind escapes; such a text always takes the thorough way. */
const ESCAPED = /\\u/i;

/**
 * Makes a function that takes secrets out of a text before it is kept: the given literal values
 * (tokens of this connection) and every JSON field, query value or header line whose name says secret.
 */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const withoutLiterals = literalRedactor(secrets);
  return (text) => withoutLiterals(SECRET_NAME.test(text) || ESCAPED.test(text) ? withoutSecretFields(text) : text);
}

/** The same for words of our own, whose fields have no names: the given literal values alone. */
export function literalRedactor(secrets: readonly string[]): (text: string) => string {
  const literals = [...new Set(secrets.filter((secret) => secret.length >= 4).flatMap(formsOf))].sort(
    (a, b) => b.length - a.length,
  );
  return (text) => {
    let safe = text;
    for (const literal of literals) if (safe.includes(literal)) safe = safe.replaceAll(literal, MARK);
    return safe;
  };
}

/** A secret also shows up URL-encoded, JSON-escaped (once more within JSON in JSON) and in base64 (Basic authorisation). */
function formsOf(secret: string): string[] {
  const escaped = JSON.stringify(secret).slice(1, -1);
  return [
    secret,
    encodeURIComponent(secret),
    escaped,
    JSON.stringify(escaped).slice(1, -1),
    Buffer.from(secret).toString("base64"),
  ];
}

/** Shorter ones would be found where no secret is. */
const EMBEDDED_MIN = 8;

/**
 * How a secret reads in the base64 of a longer text, such as `user:password`: by where it begins there, three ways, each
 * without the characters that it shares with its neighbours.
 */
export function embeddedForms(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].flatMap((before) => {
    const end = before + bytes.length;
    const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
    const form = whole.slice(Math.ceil((before * 8) / 6), Math.floor((end * 8) / 6));
    return form.length < EMBEDDED_MIN ? [] : [form];
  });
}

function withoutSecretFields(text: string): string {
  const trimmed = text.trimStart();
  if (trimmed.startsWith("{") || trimmed.startsWith("[")) {
    try {
      return JSON.stringify(JSON.parse(text, hideSecretField));
    } catch {
      // Not whole JSON (cut off, or a page): the pattern below still finds fields by name.
    }
  }
  return text
    .replace(
      /("[^"]*(?:pass|secret|token|key|authori|credential|session|cookie|otp|pin|signature)[^"]*"\s*:\s*)("(?:[^"\\]|\\.)*"?|[^,}\]\s]+)/gi,
      (whole, name: string) => (SECRET_NAME.test(name) ? `${name}"${MARK}"` : whole),
    )
    .replace(/((?:bearer|basic)\s+)[\w.~+/=-]+/gi, `$1${MARK}`)
    .replace(/([?&][^=&\s"]*(?:pass|secret|token|key|signature|session)[^=&\s"]*=)[^&\s"]*/gi, `$1${MARK}`)
    .replace(/((?:value|content)=)"[^"]*"/gi, `$1"${MARK}"`);
}

function hideSecretField(name: string, value: unknown): unknown {
  return SECRET_NAME.test(name) ? hidden(value) : value;
}

/** Hides every text and number below; what a field merely switches is no secret ("changePassword": {"supported": true}). */
function hidden(value: unknown): unknown {
  if (typeof value === "string" || typeof value === "number") return MARK;
  if (Array.isArray(value)) return value.map(hidden);
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, below]) => [name, hidden(below)]));
  }
  return value;
}

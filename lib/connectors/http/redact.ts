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
  const literals = [...new Set(secrets.filter((secret) => secret.length >= 4).flatMap(formsOf))].sort(
    (a, b) => b.length - a.length,
  );
  return (text) => {
    let safe = text;
    if (SECRET_NAME.test(safe) || ESCAPED.test(safe)) safe = withoutSecretFields(safe);
    for (const literal of literals) if (safe.includes(literal)) safe = safe.replaceAll(literal, MARK);
    return safe;
  };
}

/** A secret also shows up URL-encoded, JSON-escaped and in base64 (Basic authorisation). */
function formsOf(secret: string): string[] {
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString("base64"),
  ];
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

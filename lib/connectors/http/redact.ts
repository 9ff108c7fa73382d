const MARK = "[redacted]";

/** Names of fields whose values are secrets, wherever they stand. */
const SECRET_NAME =
  /pass(?:word|wd|phrase|code)|access_?pass|(?<![a-z])pwd(?![a-z])|secret|token|api_?-?key|authori[sz]ation|credential|private[\w-]{0,8}key|host_?key|recovery_?codes?|cal_url|session_?-?id|cookie|otp|pin_?code|verification_?code|signature|assertion/i;
/** Texts in which there may be one, also where its name stands in an address or beside the value. */
const MAY_HOLD = /[?&](?:pwd|key|sig)=|bearer\s|basic\s/i;

/** A JSON text can hide a field's name behind escapes; such a text always takes the thorough way. */
const ESCAPED = /\\u/i;

/**
 * Makes a function that takes secrets out of a text before it is kept: the given literal values
 * (tokens of this connection) and every JSON field, query value or header line whose name says secret.
 */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const withoutLiterals = literalRedactor(secrets);
  return (text) => withoutLiterals(mayName(text) ? withoutSecretFields(text) : text);
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

function mayName(text: string): boolean {
  return SECRET_NAME.test(text) || MAY_HOLD.test(text) || ESCAPED.test(text);
}

/**
 * A secret also shows up URL-encoded, form-encoded, JSON-escaped (with and without escaped slashes, and once more within
 * JSON in JSON) and in base64 (Basic authorisation, and without padding for addresses).
 */
function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams({ "": secret }).toString().slice(1),
    json,
    json.replaceAll("/", "\\/"),
    JSON.stringify(json).slice(1, -1),
    Buffer.from(secret).toString("base64"),
    Buffer.from(secret).toString("base64url"),
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
  return withoutFields(text) ?? withoutNamed(text);
}

/** null: it is not whole JSON (cut off, or a page); the patterns still find fields by name. */
function withoutFields(text: string): string | null {
  if (!/^\s*[{[]/.test(text)) return null;
  try {
    return JSON.stringify(JSON.parse(text, hideSecretField));
  } catch {
    return null;
  }
}

/** Names are bounded: a target that writes one without end must not keep us busy without end. */
function withoutNamed(text: string): string {
  return withoutParameters(text)
    .replace(/^([\w.-]{0,80}(?:pass|pwd|secret|token|key|signature|assertion)[\w.-]{0,80}=)[^&\s"]*/i, `$1${MARK}`)
    .replace(
      /("[^"]{0,200}(?:pass|pwd|secret|token|key|authori|credential|session|cookie|otp|pin|code|signature)[^"]{0,200}"\s*:\s*)("(?:[^"\\]|\\.)*"?|[^,}\]\s]+)/gi,
      (whole, name: string) => (SECRET_NAME.test(name.slice(1, name.lastIndexOf('"'))) ? `${name}"${MARK}"` : whole),
    )
    .replace(
      /(<([\w.:-]{0,80}(?:secret|password|token|private_?key|assertion|signature)[\w.:-]{0,80})>)[^<]+/gi,
      `$1${MARK}`,
    )
    .replace(/((?:value|content)=)"[^"]*"/gi, `$1"${MARK}"`);
}

/** What stands after a scheme of authorisation, and in an address under a name that says secret. */
function withoutParameters(text: string): string {
  return text
    .replace(/((?:bearer|basic)\s+)[\w.~+/=-]+/gi, `$1${MARK}`)
    .replace(
      /([?&][^=&\s"]{0,80}(?:pass|pwd|secret|token|key|sig|signature|session)[^=&\s"]{0,80}=)[^&\s"]*/gi,
      `$1${MARK}`,
    );
}

function hideSecretField(name: string, value: unknown): unknown {
  if (SECRET_NAME.test(name)) return hidden(value);
  if (typeof value === "string") return withoutFields(value) ?? withoutParameters(value);
  return isNamedPair(value) ? { ...value, ...hiddenValues(value) } : value;
}

/** `{"name": "password", "value": "…"}`: the name stands beside the value. */
function isNamedPair(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const named = ["name", "key", "attribute", "field"].some((one) => {
    const text: unknown = Object.hasOwn(value, one) ? Reflect.get(value, one) : null;
    return typeof text === "string" && SECRET_NAME.test(text);
  });
  return named && ("value" in value || "values" in value);
}

function hiddenValues(pair: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(["value", "values"].filter((one) => one in pair).map((one) => [one, hidden(pair[one])]));
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

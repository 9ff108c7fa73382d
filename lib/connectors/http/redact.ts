import { KEPT_BODY_BYTES } from "./kept.ts";
import { hasJson, withoutFields } from "./redact-json.ts";
import { MARK } from "./redact-mark.ts";
import { withoutNamed, withoutPlain } from "./redact-plain.ts";
import { mayHoldSecret } from "./secret-names.ts";

/** Longest text that is worked on, in characters: at most half of it is kept, and a target must not keep us busy. */
const WORKED = 2 * KEPT_BODY_BYTES;
/** Read beyond that and not given back: a secret that the end cuts in half is not known for one. */
const MARGIN = 8 * 1024;

/**
 * Makes a function that takes secrets out of a text before it is kept: the given literal values
 * (tokens of this connection) and every field, parameter, element or line whose name says secret.
 * Of a text longer than what is kept it gives back the beginning.
 */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const withoutLiterals = literalRedactor(secrets);
  const within = (whole: string): string => {
    // First of all: a secret that has a word such as token in it is no name of what stands behind it.
    const text = withoutLiterals(whole);
    if (!mayHoldSecret(text)) return text;
    return withoutLiterals(hasJson(text) ? withoutFields(text, within) : withoutPlain(text));
  };
  const all = (text: string): string => {
    if (!mayHoldSecret(text)) return withoutLiterals(text);
    return withoutLiterals(hasJson(text) ? withoutFields(text, within) : withoutNamed(text));
  };
  // A secret is longer in its other forms, by up to six characters each.
  const margin = Math.max(MARGIN, ...secrets.map((secret) => 6 * secret.length));
  // What is missing at the end of the result is at the end of the source, however much was taken out before it.
  return (text) => (text.length <= WORKED ? all(text) : all(text.slice(0, WORKED + margin)).slice(0, -margin));
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

import { segment } from "../../kit/json.ts";

/** What a request is filled with. */
export type Values = Readonly<Partial<Record<"account" | "key" | "value", string>>>;

/** Path and query of a request, with places for values: `/users/{account}`. */
export interface Template {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>> | undefined;
}

const PLACE = /\{(account|key|value)\}/g;
const STEP = /^[A-Za-z0-9._~!$&'()*+,;=:@-]+$/;
const SECRET = /pass(?:word|wd|phrase)|secret|token|api[-_]?key|auth|credential|signature/i;

/**
 * Why a path cannot be taken; null when it can. What stands in it is written by whoever connects the system, but values
 * come from the target: a place is a whole step, so that no value joins with what stands beside it to "..".
 */
export function pathProblem(path: string): string | null {
  if (!path.startsWith("/")) return "A path begins with / and goes on from the API's address.";
  const steps = path.slice(1).split("/");
  for (const [at, step] of steps.entries()) {
    if (/^\{(?:account|key|value)\}$/.test(step) || (step === "" && at === steps.length - 1)) continue;
    if (/[{}]/.test(step))
      return `"${step}" mixes text and a place. A place such as {account} is a whole step of the path.`;
    if (step === "." || step === "..") return "A path has no . or .. in it: it stays below the API's address.";
    if (step === "") return "A path has no empty step (//).";
    if (!STEP.test(step)) return `"${step}" holds what a path may not. What follows a ? is written under "query".`;
  }
  return null;
}

/** Why a query cannot be taken; null when it can. */
export function queryProblem(query: Readonly<Record<string, string>>): string | null {
  const secret = Object.entries(query).find(([name, value]) => SECRET.test(name) && !value.includes("{"));
  if (secret === undefined) return null;
  return `"${secret[0]}" looks like a credential. Addresses are kept by every log on the way: it belongs in the secret, which travels in a header.`;
}

/** The places that a template names. */
export function placesIn({ path, query = {} }: Template): ReadonlySet<string> {
  const texts = [path, ...Object.values(query)];
  return new Set(texts.flatMap((text) => [...text.matchAll(PLACE)].map(([, name = ""]) => name)));
}

/**
 * Path and query below the base address, or null where a value has no place there: an empty one would ask for the whole
 * list, half a character cannot be encoded, and quotes would end the text that a filter puts around the value.
 */
export function filled(template: Template, values: Values, more: Readonly<Record<string, string>> = {}): string | null {
  const { path, query = {} } = template;
  for (const name of placesIn(template)) {
    const value = Reflect.get(values, name);
    if (typeof value !== "string" || value === "" || !value.isWellFormed()) return null;
    const isQuoted = Object.values(query).some((text) => text.includes(`{${name}}`) && text !== `{${name}}`);
    if (isQuoted && /["'\\]/.test(value)) return null;
  }
  const put = (text: string) => text.replace(PLACE, (_, name: keyof Values) => values[name] ?? "");
  const steps = path.split("/").map((step) => (step.startsWith("{") ? segment(put(step)) : step));
  const pairs = Object.entries({ ...query, ...more });
  const search = pairs.map(
    ([name, text]) => `${encodeURIComponent(name)}=${encodeURIComponent(name in more ? text : put(text))}`,
  );
  return search.length === 0 ? steps.join("/") : `${steps.join("/")}?${search.join("&")}`;
}

/** A body with its values: a text that is a place becomes the value, as a text. It is built, never glued together. */
export function filledBody(body: unknown, values: Values): unknown {
  if (typeof body === "string") {
    const name = /^\{(account|key)\}$/.exec(body)?.[1];
    return name === undefined ? body : Reflect.get(values, name);
  }
  if (Array.isArray(body)) return body.map((one) => filledBody(one, values));
  if (typeof body !== "object" || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([name, one]) => [name, filledBody(one, values)]));
}

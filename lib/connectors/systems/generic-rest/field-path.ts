/**
 * Where a value stands in an answer: steps joined by dots (`profile.mail`), or a JSON pointer (RFC 6901) where a name
 * holds a dot (`/@odata.nextLink`). "" is the answer itself, `*` every row of a list.
 */
export type FieldPath = string;

function stepsOf(path: FieldPath): readonly string[] {
  if (path === "") return [];
  if (!path.startsWith("/")) return path.split(".");
  return path
    .slice(1)
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** Every value at a path; none where a step leads nowhere. Only what the answer itself holds: never `constructor`. */
export function valuesAt(json: unknown, path: FieldPath): readonly unknown[] {
  return stepsOf(path).reduce<readonly unknown[]>(
    (values, step) => values.flatMap((value) => below(value, step)),
    [json],
  );
}

/** The one value at a path; undefined where there is none. */
export function valueAt(json: unknown, path: FieldPath): unknown {
  return valuesAt(json, path)[0];
}

function below(value: unknown, step: string): readonly unknown[] {
  if (step === "*") return Array.isArray(value) ? value : [];
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return [];
  return [Reflect.get(value, step)];
}

/** An identifier or a name: text, or a whole number as vendors count; null for everything else, "" too. */
export function textAt(json: unknown, path: FieldPath): string | null {
  const value = valueAt(json, path);
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  return typeof value === "string" && value !== "" ? value : null;
}

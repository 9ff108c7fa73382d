/** What stands where a secret stood. */
export const MARK = "[redacted]";

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

/** What stands between the quotes of a JSON string, read as far as it can be read: it may be cut off or wrong. */
export function decoded(inner: string): string {
  if (!inner.includes("\\")) return inner;
  return inner.replace(/\\(?:u([\da-f]{4})|([\s\S]))/gi, (_, code: string | undefined, char: string | undefined) =>
    code === undefined ? (ESCAPES[char ?? ""] ?? char ?? "") : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

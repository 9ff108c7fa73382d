/** Attributes whose values never leave this class as text, whatever asked for them. */
const SECRET = new Set(["userpassword", "unicodepwd", "sambantpassword", "krbprincipalkey", "msds-managedpassword"]);
const decoder = new TextDecoder("utf-8", { fatal: true });

/** One entry as a directory returned it. Names of attributes are compared without case and without options. */
export class LdapEntry {
  readonly dn: string;
  readonly #attributes: ReadonlyMap<string, readonly Buffer[]>;
  /** Attributes of which the server returned a part only ("member;range=0-1499"). */
  readonly #partial: ReadonlySet<string>;

  constructor(dn: string, attributes: readonly (readonly [string, readonly Buffer[]])[]) {
    this.dn = dn;
    this.#attributes = new Map(attributes.map(([type, values]) => [plainName(type), values]));
    this.#partial = new Set(attributes.filter(([type]) => isPart(type)).map(([type]) => plainName(type)));
  }

  bytes(name: string): readonly Buffer[] {
    return this.#attributes.get(name.toLowerCase()) ?? [];
  }

  /** Every value as text; one that is no UTF-8 is left out. */
  texts(name: string): readonly string[] {
    return this.bytes(name).flatMap((value) => decoded(value) ?? []);
  }

  /** The value, when there is exactly one: of several none is taken. */
  text(name: string): string | null {
    const all = this.texts(name);
    return all.length === 1 ? (all[0] ?? null) : null;
  }

  has(name: string): boolean {
    return this.bytes(name).length > 0;
  }

  isPartial(name: string): boolean {
    return this.#partial.has(name.toLowerCase());
  }

  /** For what is kept: text where it is text, base64 otherwise, no secret. */
  toJSON(): Readonly<Record<string, unknown>> {
    const shown = [...this.#attributes].map(([name, values]) => [
      name,
      SECRET.has(name) ? values.map(() => "[redacted]") : values.map((value) => decoded(value) ?? base64(value)),
    ]);
    return { dn: this.dn, ...Object.fromEntries(shown) };
  }
}

function plainName(type: string): string {
  return (type.split(";")[0] ?? "").toLowerCase();
}

function isPart(type: string): boolean {
  return /;range=\d+-\d+/i.test(type);
}

function decoded(value: Buffer): string | null {
  try {
    return decoder.decode(value);
  } catch {
    return null;
  }
}

function base64(value: Buffer): string {
  return `base64:${value.toString("base64")}`;
}

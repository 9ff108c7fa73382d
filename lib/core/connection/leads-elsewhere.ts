/** A setting of a connection, as far as it can say where calls go. */
export interface PlaceSetting {
  readonly name: string;
  readonly kind: string;
}

const PLACE_KINDS: ReadonlySet<string> = new Set(["text", "url", "list", "document", "choice"]);

/**
 * Whether changed settings may send calls to another place than before: any setting that is text or a choice differs, or
 * a port. A credential that somebody entered for one place is never sent to another that somebody else names.
 */
export function leadsElsewhere(
  settings: readonly PlaceSetting[],
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): boolean {
  return settings
    .filter(({ name, kind }) => PLACE_KINDS.has(kind) || /port$/i.test(name))
    .some(({ name }) => JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null));
}

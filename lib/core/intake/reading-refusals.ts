import type { DomainError, DomainErrorCode } from "../errors.ts";

/** An entry of a system's own records that was not taken, known again by a digest of its id. It names nobody. */
export interface RefusedRow {
  readonly digest: string;
  readonly code: DomainErrorCode;
  /** What of the entry was wrong; null: not one thing alone. */
  readonly field: string | null;
}

/** What a reading did not take: how many entries, and those that came last. */
export interface Refused {
  readonly count: number;
  readonly rows: readonly RefusedRow[];
}

/** Why entries were not taken, and how many for this reason. */
export interface ReadingRefusal {
  readonly code: DomainErrorCode;
  readonly field: string | null;
  readonly rows: number;
}

/** Entries that are known again. Logs are read with an overlap: what came before must not count twice. */
const ROWS_MAX = 500;
const REASONS_MAX = 5;

/** @param digest of the entry's id. Neither its values nor its place are kept. */
export function refusedRow(digest: string, { code, path }: DomainError): RefusedRow {
  // `claims[3].personKey` is about `personKey`.
  return { digest, code, field: /^\w+\[\d+\]\.(\w+)/.exec(path ?? "")?.[1] ?? null };
}

/** Adds what one more read did not take. An entry counts once, however often it is read. */
export function withRefused({ count, rows }: Refused, more: readonly RefusedRow[]): Refused {
  const known = new Map(rows.map((row) => [row.digest, row]));
  const before = known.size;
  for (const row of more) known.set(row.digest, row);
  return { count: count + known.size - before, rows: [...known.values()].slice(-ROWS_MAX) };
}

/** The most frequent reasons first. */
export function reasonsOf(rows: readonly RefusedRow[]): readonly ReadingRefusal[] {
  const sums = new Map<string, ReadingRefusal>();
  for (const { code, field } of rows) {
    const key = `${code} ${field}`;
    sums.set(key, { code, field, rows: 1 + (sums.get(key)?.rows ?? 0) });
  }
  return [...sums.values()].sort((one, other) => other.rows - one.rows).slice(0, REASONS_MAX);
}

const BY_FIELD: ReadonlyMap<string, string> = new Map(
  Object.entries({
    personKey: "it names nobody",
    email: "its mail cannot be read",
    person: "who it names cannot be read",
    statedAt: "its time cannot be read",
    seenAt: "its time cannot be read",
    zone: "its zone is not known",
    externalId: "its id cannot be read",
    rowId: "its id cannot be read",
    system: "the system it names cannot be read",
    name: "the application it names cannot be read",
    domain: "the domain it names cannot be read",
    access: "the access it names cannot be read",
    title: "its title cannot be read",
    scope: "what it allows cannot be read",
  }),
);

/** The reason in words, to follow "not taken:". */
export function refusalWords({ code, field }: Pick<ReadingRefusal, "code" | "field">): string {
  if (code === "claim_conflict") return "it says something else of a task than before; the first is kept";
  if (code === "identity_ambiguous") return "more than one person goes by what it names";
  return (field === null ? undefined : BY_FIELD.get(field)) ?? "it is not as an entry must be";
}

import { COLUMN_WORDS, plainWord, wordSet } from "./column-words.ts";
import { COLUMN_ROLES, type ColumnMapping, type ColumnRole, type SnapshotKind } from "./snapshot.ts";

/** Columns by their titles, as somebody names them or as they were named the last time. */
export type NamedColumns = { readonly [Role in ColumnRole]?: string | undefined };

/** What the titles of a file come to. */
export type MappedColumns =
  | {
      readonly kind: "mapped";
      readonly columns: ColumnMapping;
      /** The column whose values tell rows apart: of accounts, whose they are. */
      readonly key: ColumnRole;
      /** Roles that two columns could have; neither is read. */
      readonly unclear: readonly ColumnRole[];
    }
  | { readonly kind: "key_ambiguous"; readonly role: ColumnRole; readonly titles: readonly string[] }
  | { readonly kind: "missing"; readonly roles: readonly ColumnRole[] }
  | { readonly kind: "no_such_column"; readonly role: ColumnRole; readonly title: string };

const WORDS = new Map(COLUMN_ROLES.map((role) => [role, wordSet(COLUMN_WORDS[role])]));
/** What tells accounts apart, best first: an id outlives a change of name. */
export const KEYS: readonly ColumnRole[] = ["account_id", "user_name", "email"];
const NEEDED_BESIDE: Readonly<Record<SnapshotKind, ColumnRole | null>> = {
  users: null,
  groups: "group",
  keys: "key_id",
};

/**
 * Finds out what the columns of a file mean. What the caller names decides; then what was used for this system the last
 * time; then the title. Where two columns could be the key it is not guessed: a wrong key is a wrong list of people.
 */
export function mapColumns(
  titles: readonly string[],
  kind: SnapshotKind,
  named: NamedColumns,
  remembered: NamedColumns = {},
): MappedColumns {
  const places: Partial<Record<ColumnRole, readonly number[]>> = {};
  for (const role of COLUMN_ROLES) {
    const title = named[role];
    if (title === undefined) continue;
    const place = placeOf(titles, title);
    if (place === null) return { kind: "no_such_column", role, title };
    places[role] = [place];
  }
  const taken = new Set(Object.values(places).flat());
  for (const role of COLUMN_ROLES) {
    const found = places[role] ?? candidates(titles, role, remembered, taken);
    if (found.length > 0) places[role] = found;
  }
  return settled(titles, kind, places);
}

function settled(
  titles: readonly string[],
  kind: SnapshotKind,
  places: Partial<Record<ColumnRole, readonly number[]>>,
): MappedColumns {
  const key = KEYS.find((role) => places[role] !== undefined);
  if (key === undefined) return { kind: "missing", roles: KEYS };
  const beside = NEEDED_BESIDE[kind];
  if (beside !== null && places[beside] === undefined) return { kind: "missing", roles: [beside] };
  for (const role of beside === null ? [key] : [key, beside]) {
    const found = places[role] ?? [];
    if (found.length > 1) return { kind: "key_ambiguous", role, titles: found.map((place) => titles[place] ?? "") };
  }
  const unclear = COLUMN_ROLES.filter((role) => role !== "email" && (places[role]?.length ?? 0) > 1);
  const kept = COLUMN_ROLES.flatMap((role) => {
    const found = places[role];
    return found === undefined || unclear.includes(role) ? [] : [[role, found] as const];
  });
  return { kind: "mapped", columns: Object.fromEntries(kept), key, unclear };
}

/** The remembered column where it is still there, else every column with a title of the role. */
function candidates(
  titles: readonly string[],
  role: ColumnRole,
  remembered: NamedColumns,
  taken: ReadonlySet<number>,
): readonly number[] {
  const before = remembered[role] === undefined ? null : placeOf(titles, remembered[role]);
  if (before !== null && !taken.has(before)) return [before];
  const words = WORDS.get(role);
  return titles.flatMap((title, place) => (!taken.has(place) && words?.has(plainWord(title)) ? [place] : []));
}

function placeOf(titles: readonly string[], title: string): number | null {
  const exact = titles.indexOf(title);
  const place = exact >= 0 ? exact : titles.findIndex((one) => plainWord(one) === plainWord(title));
  return place >= 0 ? place : null;
}

/** The mapping by titles, as it is kept for the next time. */
export function titlesOf(columns: ColumnMapping, titles: readonly string[]): NamedColumns {
  const named = COLUMN_ROLES.flatMap((role) => {
    const [place] = columns[role] ?? [];
    return place === undefined ? [] : [[role, titles[place] ?? ""] as const];
  });
  return Object.fromEntries(named);
}

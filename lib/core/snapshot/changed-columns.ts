import type { Layer } from "../access/layer.ts";
import { plainWord } from "./column-words.ts";
import type { SnapshotFinding, SnapshotFindingCode } from "./finding.ts";
import { KEYS, type NamedColumns } from "./map-columns.ts";
import type { ColumnRole, SnapshotKind } from "./snapshot.ts";

/** The column that says what an account holds, and the layer it speaks for. */
const HELD: Readonly<Record<SnapshotKind, { readonly role: ColumnRole; readonly layer: Layer }>> = {
  users: { role: "role", layer: "entitlement" },
  groups: { role: "group", layer: "group" },
  keys: { role: "key_id", layer: "credential" },
};

/** Titles that columns were read under: in this list, as somebody named them for it, and in the lists before it. */
export interface ReadColumns {
  readonly kind: SnapshotKind;
  readonly key: ColumnRole;
  readonly read: NamedColumns;
  readonly named: NamedColumns;
  readonly remembered: NamedColumns;
}

/**
 * Whether what was known so far was read from other columns than this list's: what an account holds, or its id. Beside
 * another column everything known would look gone; only somebody who names the column says that it is the same thing.
 */
export function changedColumns({ kind, key, read, named, remembered }: ReadColumns): SnapshotFindingCode[] {
  const changed: SnapshotFindingCode[] = [];
  const { role } = HELD[kind];
  if (read[role] !== undefined && named[role] === undefined && isOther(remembered[role], read[role]))
    changed.push("column_changed");
  const before = KEYS.find((one) => remembered[one] !== undefined);
  // A mail address that is named as one is not thereby named the account's id.
  const isNamed = named[key] !== undefined && (key === "account_id" || key === before);
  if (before !== undefined && !isNamed && isOther(remembered[before], read[key])) changed.push("account_ids_changed");
  return changed;
}

function isOther(before: string | undefined, now: string | undefined): boolean {
  return before !== undefined && plainWord(before) !== plainWord(now ?? "");
}

/** Layers of which the list may say that something is not there; of all others it shows what is. */
export function provedLayers(
  kind: SnapshotKind,
  layers: readonly Layer[],
  findings: readonly SnapshotFinding[],
): readonly Layer[] {
  const unproved = findings.some(({ code }) => code === "column_changed" || code === "values_cut");
  return unproved ? layers.filter((layer) => layer !== HELD[kind].layer) : layers;
}

/** Columns whose titles are kept although a list had none, or another: what is known was read from them. */
export function keptColumns(
  kind: SnapshotKind,
  findings: readonly SnapshotFinding[],
): { readonly guarded: readonly ColumnRole[]; readonly unchanged: readonly ColumnRole[] } {
  const { role } = HELD[kind];
  const has = (code: SnapshotFindingCode) => findings.some((one) => one.code === code);
  return {
    guarded: [role, ...KEYS],
    unchanged: [...(has("column_changed") ? [role] : []), ...(has("account_ids_changed") ? KEYS : [])],
  };
}

import type { SystemRow } from "#db/queries/views/read-rows.ts";
import type { SuggestedOwnerView } from "#lib/core/views/owner.ts";

/** Whom to ask for a system that nobody owns: its deputy, else whoever owns most of the other systems here. */
export function suggestedOwner(system: SystemRow, others: readonly SystemRow[]): SuggestedOwnerView | null {
  if (system.ownerId !== null) return null;
  if (system.deputyId !== null) {
    return {
      owner: { id: system.deputyId, name: system.deputyName ?? "Erased person" },
      reason: "deputy of the system",
    };
  }
  const counts = new Map<string, { readonly name: string; count: number }>();
  for (const other of others) {
    if (other.ownerId === null) continue;
    const known = counts.get(other.ownerId) ?? { name: other.ownerName ?? "Erased person", count: 0 };
    known.count += 1;
    counts.set(other.ownerId, known);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b.count - a.count);
  if (most === undefined) return null;
  const [id, { name, count }] = most;
  return { owner: { id, name }, reason: count === 1 ? "owns another system here" : `owns ${count} other systems here` };
}

/** Whom the owner named who said that it is not theirs; else whom the other systems suggest. */
export function namedOr(
  { namedId, namedName }: { readonly namedId: string | null; readonly namedName: string | null },
  suggested: SuggestedOwnerView | null,
): SuggestedOwnerView | null {
  if (namedId === null) return suggested;
  return { owner: { id: namedId, name: namedName ?? "Erased person" }, reason: "named by who was asked" };
}

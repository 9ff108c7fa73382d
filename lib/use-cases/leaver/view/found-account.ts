import type { ObservationFact } from "#db/queries/verdicts/load-facts.ts";
import type { ItemRow } from "#db/queries/views/read-rows.ts";
import type { FoundPersonView } from "#lib/core/views/found.ts";
import { isoUtc } from "../../_kit/times.ts";

/** What was last seen of somebody's account, in the order in which looks began. */
export function foundAccount(
  accounts: readonly Pick<ItemRow, "key">[],
  looks: readonly ObservationFact[],
): FoundPersonView["account"] {
  if (accounts.length === 0 || looks.length === 0) return "unread";
  if (accounts.every((item) => item.key === "never_found")) return "nothing";
  const latest = looks.reduce((one, other) => (other.startedAt >= one.startedAt ? other : one));
  const seen = looks.filter((look) => look.startedAt === latest.startedAt).map((look) => look.presence);
  // Of several accounts the one that can still be used counts.
  if (seen.includes("active")) return "usable";
  if (seen.includes("unknown")) return "unclear";
  return seen.includes("disabled") ? "disabled" : "gone";
}

/** When the account was last used, as a list states it; null when none does. */
export function lastUsed(looks: readonly ObservationFact[]): string | null {
  const times = looks.flatMap(({ facts }) => facts.lastUsedAt ?? []);
  return times.length === 0 ? null : isoUtc(times.reduce((one, other) => (other > one ? other : one)));
}

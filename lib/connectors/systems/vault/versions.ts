import type { ObservedFacts } from "../../../core/access/observation.ts";
import type { Instant } from "../../../core/instant.ts";
import { timeOf } from "../../kit/json.ts";
import type { SecretMetadata } from "./schema.ts";

export interface VersionsRead {
  /** Without `issuedAt` there is no value in force: the last one was taken away and none was set in its place. */
  readonly facts: ObservedFacts;
  /** Earlier versions that were deleted and not destroyed. */
  readonly recoverable: readonly number[];
}

/**
 * Since when every value that the store still holds was set. A version that was deleted can be brought back by whoever
 * may, and counts as held until it is destroyed; versions that the store itself let go of are gone. So a value that the
 * leaver could read counts until nothing from that time is left.
 * A version with the same value again (patched, rolled back) looks as any other: that there are none of those is stated
 * with `isDoor`, and is nowhere in the metadata.
 * @param isDoor what the secret opens takes from this store what it accepts, and each version has a new value: one that is
 * held here no more is refused there.
 * @returns null when the metadata do not show every version
 */
export function readVersions(metadata: SecretMetadata, isDoor: boolean): VersionsRead | null {
  const all = versionsOf(metadata);
  const current = all?.at(-1);
  if (all === null || current === undefined) return null;
  const held = all.filter(({ destroyed }) => !destroyed);
  const recoverable = held.filter((one) => one.isDeleted && one !== current).map(({ number }) => number);
  if (current.destroyed || current.isDeleted) return { facts: { knownSecret: true }, recoverable };
  const issuedAt = held.map(({ at }) => at).reduce((first, at) => (at < first ? at : first));
  const refused = isDoor ? { oldSecretRefused: true } : {};
  return { facts: { knownSecret: true, issuedAt, ...refused }, recoverable };
}

interface Version {
  readonly number: number;
  readonly at: Instant;
  readonly destroyed: boolean;
  readonly isDeleted: boolean;
}

/** From the oldest that the store keeps to the current one. null = one is missing from its own list. */
function versionsOf({ current_version, oldest_version, versions }: SecretMetadata): readonly Version[] | null {
  const all: Version[] = [];
  for (let number = Math.max(1, oldest_version); number <= current_version; number += 1) {
    const version = versions[String(number)];
    const at = timeOf(version?.created_time);
    if (version === undefined || at === undefined) return null;
    all.push({ number, at, destroyed: version.destroyed, isDeleted: version.deletion_time !== "" });
  }
  return all;
}

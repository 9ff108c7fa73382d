import type { ObservedFacts } from "../../../core/access/observation.ts";
import type { Instant } from "../../../core/instant.ts";
import { timeOf } from "../../kit/json.ts";
import type { SecretMetadata } from "./schema.ts";

/** What the versions of one secret say. */
export type VersionsRead =
  /** `recoverable`: versions that were deleted and not destroyed, beside the current one. */
  | { readonly kind: "stored"; readonly facts: ObservedFacts; readonly recoverable: readonly number[] }
  /** No version can be read now: the value was taken away and none was set in its place. */
  | { readonly kind: "none_current" }
  | { readonly kind: "unreadable" };

/**
 * Since when every value that the store still holds was set. A version that was deleted can be brought back by whoever
 * may, and counts as held until it is destroyed; versions that the store itself let go of are gone. So a value that the
 * leaver could read counts until nothing from that time is left.
 * @param isDoor what the secret opens takes from this store what it accepts: a value held here no more is refused there.
 */
export function readVersions(
  { current_version, oldest_version, versions }: SecretMetadata,
  isDoor: boolean,
): VersionsRead {
  const first = Math.max(1, oldest_version);
  let since: Instant | undefined;
  const recoverable: number[] = [];
  for (let number = first; number <= current_version; number += 1) {
    const version = versions[String(number)];
    const at = timeOf(version?.created_time);
    // One that is missing from its own list was not read.
    if (version === undefined || at === undefined) return { kind: "unreadable" };
    if (version.destroyed) continue;
    since = since === undefined || at < since ? at : since;
    if (version.deletion_time !== "" && number !== current_version) recoverable.push(number);
  }
  const current = versions[String(current_version)];
  if (current === undefined) return { kind: "unreadable" };
  if (current.destroyed || current.deletion_time !== "" || since === undefined) return { kind: "none_current" };
  const refused = isDoor ? { oldSecretRefused: true } : {};
  return { kind: "stored", facts: { knownSecret: true, issuedAt: since, ...refused }, recoverable };
}

import type { VerdictKey } from "./verdict-key.ts";

/** Exactly the verdicts with which an item lets its case close. Everything else blocks, unknown first of all. */
export const PASSING: ReadonlySet<VerdictKey> = new Set([
  "verified_removed",
  "verified_disabled",
  "verified_rotated",
  "verified_transferred",
  "attested",
  "excepted_until",
  "retained_until",
  "never_found",
  "not_applicable",
]);

import type { Instant } from "../../instant.ts";
import type { VerdictInput } from "../verdict-input.ts";
import type { VerdictKey } from "../verdict-key.ts";
import type { VerdictReason } from "../verdict-reason.ts";
import type { Survey } from "./survey.ts";

/** What one rule came to. */
export interface Finding {
  readonly key: VerdictKey;
  readonly reason: VerdictReason;
  readonly until: Instant | null;
  readonly validUntil: Instant | null;
}

/** One row of the verdict table: a finding, or null when the row does not apply. */
export type Rule = (input: VerdictInput, survey: Survey) => Finding | null;

/** A finding; `until` is the time its word carries, `validUntil` when time alone may change it. */
export function finding(
  key: VerdictKey,
  reason: VerdictReason,
  until: Instant | null = null,
  validUntil: Instant | null = until,
): Finding {
  return { key, reason, until, validUntil };
}

import { type DomainError, domainError } from "../errors.ts";
import { DAY, type DurationMicros, type Instant } from "../instant.ts";
import type { Tier } from "./layer.ts";
import { VERDICT_GROUP, type VerdictKey } from "./verdict-key.ts";

/** How long an exception may last at most, from the moment it is asked for: less where there is more harm. */
export const EXCEPTION_MAX: Readonly<Record<Tier, DurationMicros>> = {
  0: 14 * DAY,
  1: 30 * DAY,
  2: 90 * DAY,
  3: 180 * DAY,
};

/** Longest hold: what is kept for longer is ordered again, by somebody who looked at it again. */
const HOLD_MAX: DurationMicros = 3650 * DAY;

/** Verdicts that an exception or hold may be laid over, or follow on. */
export function isExceptable(key: VerdictKey): boolean {
  return VERDICT_GROUP[key] === "open" || VERDICT_GROUP[key] === "excepted";
}

/** Why an exception may not last until `until`; empty when it may. There is none without an end. */
export function exceptionEndRefusals(until: Instant, tier: Tier, now: Instant): readonly DomainError[] {
  if (until <= now) return [passed("exception")];
  if (until <= now + EXCEPTION_MAX[tier]) return [];
  const days = EXCEPTION_MAX[tier] / DAY;
  const sentence = `On tier ${tier} an exception lasts ${days} days at most. Nothing was changed. Choose an earlier end.`;
  return [domainError("exception_too_long", { path: "until", sentence })];
}

/** Why a hold may not last until `until`; empty when it may. */
export function holdEndRefusals(until: Instant, now: Instant): readonly DomainError[] {
  if (until <= now) return [passed("hold")];
  return until <= now + HOLD_MAX ? [] : [domainError("exception_too_long", { path: "until" })];
}

function passed(what: string): DomainError {
  const sentence = `The end of the ${what} lies in the past. Nothing was changed. Choose a later end.`;
  return domainError("exception_without_end", { path: "until", sentence });
}

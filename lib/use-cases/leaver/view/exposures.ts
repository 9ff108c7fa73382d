import type { ObservationFact } from "#db/queries/verdicts/load-facts.ts";
import { VERDICT_GROUP } from "#lib/core/access/verdict-key.ts";
import type { Instant } from "#lib/core/instant.ts";
import { type DeadlineOutcome, deadlineOutcome } from "#lib/core/leaver/deadlines.ts";
import { type Exposure, exposure } from "#lib/core/leaver/residual.ts";
import type { DeadlineView, ExposureView } from "#lib/core/views/exposure.ts";
import { isoUtc } from "../../_kit/times.ts";

/** As much of an item as its exposure and deadline hang on. */
export interface ExposedItem {
  readonly id: string;
  readonly key: keyof typeof VERDICT_GROUP;
  readonly dueAt: Instant;
  readonly lastSeenUsableAt: Instant | null;
  readonly firstSeenGoneAt: Instant | null;
}

/** Exposure of one item from its looks. Looks that could not tell are no sightings. */
export function itemExposure(effectiveAt: Instant, looks: readonly ObservationFact[], now: Instant): Exposure {
  const sightings = looks.flatMap(({ presence, completeness, startedAt, endedAt }) =>
    presence === "unknown" || completeness === "failed" || completeness === "partial"
      ? []
      : [{ startedAt, endedAt, usable: presence === "active" }],
  );
  return exposure(effectiveAt, sightings, now);
}

/** The row is exposed until its last item has ended: the widest of its items' intervals. */
export function widest(exposures: readonly Exposure[], effectiveAt: Instant, now: Instant): ExposureView {
  if (exposures.length === 0)
    return { state: now < effectiveAt ? "not_due" : "ended", lowerMicros: 0, upperMicros: 0, tail: "not_known" };
  const lowerMicros = Math.max(...exposures.map((one) => one.lower));
  const upperMicros = Math.max(...exposures.map((one) => one.upper));
  const running = exposures.filter((one) => one.state === "running");
  const tail = running.some((one) => one.tail === "usable") ? "usable" : "not_known";
  const state = exposures.some((one) => one.state === "not_due") ? "not_due" : running.length > 0 ? "running" : "ended";
  return { state, lowerMicros, upperMicros, tail };
}

const WORST: readonly DeadlineOutcome[] = ["missed", "undeterminable", "due", "met"];

/** The deadline of several items: the worst outcome, at the earliest time that has it. */
export function worstDeadline(items: readonly ExposedItem[], zone: string, now: Instant): DeadlineView | null {
  let worst: { readonly outcome: DeadlineOutcome; readonly at: Instant } | null = null;
  for (const item of items) {
    if (VERDICT_GROUP[item.key] === "outside") continue;
    const outcome = deadlineOutcome(item.dueAt, item.lastSeenUsableAt, item.firstSeenGoneAt, now);
    const rank = WORST.indexOf(outcome) - (worst === null ? WORST.length : WORST.indexOf(worst.outcome));
    if (worst === null || rank < 0 || (rank === 0 && item.dueAt < worst.at)) worst = { outcome, at: item.dueAt };
  }
  return worst === null ? null : { atIso: isoUtc(worst.at), zone, state: worst.outcome };
}

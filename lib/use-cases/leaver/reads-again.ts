import type { ReadRow } from "#db/queries/leavers/load-reads.ts";
import type { SettlingCase } from "#db/queries/leavers/take-settling.ts";
import type { NewStep } from "#db/queries/steps/add-steps.ts";
import { PASSING } from "#lib/core/access/passing.ts";
import { type DurationMicros, type Instant, instant, MINUTE, plus } from "#lib/core/instant.ts";
import { isClosed } from "#lib/core/leaver/case-state.ts";
import { needsReading, readableFrom, WATCH, WATCH_EVERY } from "#lib/core/leaver/closing-read.ts";
import type { Derived } from "../_kit/derive-verdicts.ts";

/** After a read that did not get to its end, the next is not asked for sooner. */
const AFTER_FAILURE: DurationMicros = 10 * MINUTE;
/** Behind everything that acts: it looks whether anything is left. */
const PRIORITY = 80;

export interface ReadsAgain {
  readonly steps: readonly NewStep[];
  /** When the case must be asked again; null = when something happens. */
  readonly nextAt: Instant | null;
}

export interface CaseReads {
  readonly derived: readonly Derived[];
  readonly reads: readonly ReadRow[];
  readonly closedAt: Instant | null;
  readonly now: Instant;
  /** How long to gather leavers for one reading. */
  readonly delay: DurationMicros;
}

/**
 * Systems of a case to be read once more: before it closes, whatever was not read since the effective end and the last
 * act; while it is watched, once a day; and layers whose emptiness was seen too long ago.
 */
export function readsAgain(one: SettlingCase, facts: CaseReads, newId: () => string): ReadsAgain {
  const wanted = isClosed(one.state) ? watched(facts) : before(one, facts);
  const due = wanted.filter(({ read }) => !read.queued && !read.bySnapshot);
  const steps = due.map(({ read, at }) => stepOf(read, at, newId()));
  const later = isClosed(one.state) ? nextWatch(facts) : null;
  return { steps, nextAt: later };
}

interface Wanted {
  readonly read: ReadRow;
  readonly at: Instant;
}

function before(one: SettlingCase, { derived, reads, now, delay }: CaseReads): Wanted[] {
  // Before the effective end the person still works here: the read that counts comes after it.
  if (now < one.effectiveAt) return [];
  const aged = new Set(derived.filter(isAgedLayer).map(({ item }) => item.systemId));
  const open = derived.filter(({ verdict, item }) => !PASSING.has(verdict.key) && !aged.has(item.systemId));
  return reads.flatMap((read): Wanted[] => {
    const stale = aged.has(read.systemId);
    const closing = open.length === 0 && needsReading(read, one.effectiveAt);
    if (!stale && !closing) return [];
    const patience = read.triedAt !== null && read.readAt !== read.triedAt && failedLast(read) ? AFTER_FAILURE : delay;
    // Sooner it would not count, and only be asked for again.
    return [{ read, at: instant(Math.max(now + patience, closing ? readableFrom(read, one.effectiveAt) : now)) }];
  });
}

/** The last inventory ended without having read to the end. */
function failedLast({ readAt, triedAt }: ReadRow): boolean {
  return triedAt !== null && (readAt === null || triedAt - readAt > AFTER_FAILURE);
}

function isAgedLayer({ item, verdict }: Derived): boolean {
  return item.accessId === null && item.observe === "connector" && verdict.reason === "look_stale";
}

function watched({ reads, closedAt, now }: CaseReads): Wanted[] {
  if (closedAt === null || now - closedAt > WATCH) return [];
  return reads
    .filter(({ readAt, triedAt }) => now - Math.max(readAt ?? 0, triedAt ?? 0) >= WATCH_EVERY)
    .map((read) => ({ read, at: now }));
}

function nextWatch({ reads, closedAt, now }: CaseReads): Instant | null {
  if (closedAt === null) return null;
  const last = reads.reduce<number>((latest, { readAt, triedAt }) => Math.max(latest, readAt ?? 0, triedAt ?? 0), 0);
  const daily = Math.max(now, last) + WATCH_EVERY;
  return now - closedAt > WATCH ? null : plus(now, Math.min(daily, closedAt + WATCH + 1) - now);
}

function stepOf({ caseId, systemId, epoch }: ReadRow, notBefore: Instant, id: string): NewStep {
  const plain = { itemId: null, dueAt: null, ownerIdentityId: null, ownerReason: null } as const;
  return { id, kind: "inventory", state: "ready", caseId, systemId, epoch, priority: PRIORITY, notBefore, ...plain };
}

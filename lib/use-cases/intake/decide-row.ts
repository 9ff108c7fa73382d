import type { KnownEvent } from "#db/queries/intake/find-events.ts";
import type { PersonEngagement } from "#db/queries/intake/find-people.ts";
import { domainError } from "#lib/core/errors.ts";
import type { Sha256 } from "#lib/core/evidence/bytes.ts";
import type { Instant } from "#lib/core/instant.ts";
import { isLive } from "#lib/core/leaver/case-state.ts";
import { chooseEngagement } from "./choose-engagement.ts";
import { type EventRow, type EventRowResult, leaverLabel, refusedRow } from "./event-row.ts";
import { isContentId } from "./leavers-csv.ts";

/** What is known before the rows of one source are decided; grows with each row, so that a batch knows itself. */
export interface Known {
  readonly now: Instant;
  readonly sha256: Sha256;
  readonly newId: () => string;
  readonly events: Map<string, KnownEvent>;
  readonly people: ReadonlyMap<string, readonly PersonEngagement[]>;
}

/** A row that is taken, and whether it opens a case of its own. */
export interface Accepted {
  readonly kind: "accept";
  readonly index: number;
  readonly row: EventRow;
  /** Id under which the event is kept. */
  readonly eventId: string;
  readonly inputHash: string;
  readonly person: PersonEngagement;
  readonly engagementId: string;
  /** Epoch of the case it opens; null when the engagement has a case that goes on. */
  readonly epoch: number | null;
  readonly caseNumber: number | null;
  /** Engagement and epoch: rows of one batch that mean the same case share it. */
  readonly caseKey: string;
}

export type Decided = Accepted | { readonly kind: "answer"; readonly result: EventRowResult };

/** Decides one row: a duplicate, a conflict, unknown, or to be taken. */
export function decideRow(index: number, row: EventRow, known: Known): Decided {
  const inputHash = hex(known.sha256(new TextEncoder().encode(row.content)));
  const { eventId } = row.input;
  const before = known.events.get(eventId);
  if (before !== undefined && !isStatedAnew(row, before, known))
    return { kind: "answer", result: knownRow(index, row, before, inputHash) };
  const chosen = chooseEngagement(known.people.get(row.input.personKey) ?? [], row.input.engagementId, known.now);
  if (!chosen.ok) return { kind: "answer", result: refusedRow(index, row.input, chosen.reasons[0]) };
  const { person, engagementId } = chosen.value;
  const epoch = epochToOpen(person, row.effective.at);
  known.events.set(eventId, {
    sourceEventId: eventId,
    inputHash,
    held: false,
    // Within one batch it is a duplicate, whatever the case's end is about to become.
    caseId: null,
    caseNumber: person.caseNumber,
  });
  return {
    kind: "accept",
    index,
    row,
    // Under the id that it had the first time it stands already.
    eventId: before === undefined ? eventId : `${eventId} ${known.newId()}`,
    inputHash,
    person,
    engagementId,
    epoch,
    caseNumber: epoch === null ? person.caseNumber : null,
    caseKey: `${engagementId} ${epoch ?? person.caseEpoch}`,
  };
}

/**
 * A statement without an id of its source's own, which another has replaced since: 31 January, 30 June, and 31 January
 * again are three. What has an id of its own is one event however often it arrives, late ones included.
 */
function isStatedAnew({ input, effective }: EventRow, { caseId, held }: KnownEvent, known: Known): boolean {
  if (!isContentId(input.eventId) || held || caseId === null) return false;
  const person = (known.people.get(input.personKey) ?? []).find((one) => one.caseId === caseId);
  if (person?.caseState == null || !isLive(person.caseState)) return false;
  return person.caseSource === input.source && person.caseEffectiveAt !== effective.at;
}

function knownRow(index: number, row: EventRow, before: KnownEvent, inputHash: string): EventRowResult {
  if (before.inputHash !== inputHash)
    return refusedRow(index, row.input, domainError("event_conflict", { path: "eventId" }));
  const { eventId } = row.input;
  return {
    index,
    eventId,
    status: "duplicate",
    held: before.held,
    leaver: leaverLabel(before.caseNumber),
    error: null,
  };
}

/**
 * A first case has epoch 1; after a cancelled one comes the next epoch. So it does after one that came to its end, when
 * the event tells of a later end: the person came back and leaves again. Any other case of the engagement goes on.
 */
function epochToOpen({ caseEpoch, caseState, caseEffectiveAt }: PersonEngagement, effectiveAt: Instant): number | null {
  if (caseEpoch === null) return 1;
  if (caseState === null || isLive(caseState)) return null;
  const leavesAgain = caseState === "cancelled" || caseEffectiveAt === null || effectiveAt > caseEffectiveAt;
  return leavesAgain ? caseEpoch + 1 : null;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

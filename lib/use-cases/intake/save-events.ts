import { addEvents, type NewEvent } from "#db/queries/intake/add-events.ts";
import type { Tx } from "#db/tx.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { idOf } from "#lib/core/ids.ts";
import { accountableText } from "../_kit/actor.ts";
import type { RunCtx } from "../_kit/command.ts";
import type { Commitments } from "../_kit/commitments.ts";
import { stableJson } from "../_kit/input.ts";
import type { Accepted } from "./decide-row.ts";
import type { Opening } from "./open-leavers.ts";
import type { SavedRow } from "./redate-leavers.ts";

export interface EventsSaved {
  readonly opening: readonly Opening[];
  /** Events of engagements whose case goes on; none of a held source. */
  readonly joining: readonly SavedRow[];
  readonly evidence: readonly Entry[];
}

interface SaveEvents {
  readonly rows: readonly Accepted[];
  readonly held: boolean;
  readonly profile: Commitments;
}

/** Records accepted events; those of a held source open nothing yet. */
export async function saveEvents(tx: Tx, ctx: RunCtx, { rows, held, profile }: SaveEvents): Promise<EventsSaved> {
  const evidence: Entry[] = [];
  const opening = new Map<string, Opening>();
  const joining: SavedRow[] = [];
  const events: NewEvent[] = [];
  for (const row of rows) {
    const event = eventOf(ctx, row, held);
    events.push(event);
    evidence.push(recorded(event, row, profile));
    if (held) continue;
    if (row.epoch === null) joining.push({ eventId: event.id, row });
    else openOnce(opening, openingOf(event.id, row, row.epoch));
  }
  await addEvents(tx, events);
  return { opening: [...opening.values()], joining, evidence };
}

/** Events of one batch for the same engagement open one case, with the end that was stated last. */
function openOnce(opening: Map<string, Opening>, one: Opening): void {
  const other = opening.get(one.caseKey);
  const statedBefore = other?.notifiedAt != null && one.notifiedAt !== null && one.notifiedAt < other.notifiedAt;
  if (!statedBefore) opening.set(one.caseKey, one);
}

function openingOf(eventId: string, { caseKey, engagementId, person, row }: Accepted, epoch: number): Opening {
  const { identityId, personKey, displayName } = person;
  const { effective, notifiedAt, input } = row;
  return {
    eventId,
    caseKey,
    identityId,
    engagementId,
    personKey,
    displayName,
    kind: input.kind,
    epoch,
    effective,
    notifiedAt,
  };
}

function eventOf(ctx: RunCtx, { row, eventId, person, engagementId, inputHash }: Accepted, held: boolean): NewEvent {
  return {
    id: ctx.newId(),
    source: row.input.source,
    sourceEventId: eventId,
    kind: row.input.kind,
    identityId: person.identityId,
    engagementId,
    effectiveAt: row.effective.at,
    zone: row.effective.zone,
    precision: row.effective.precision,
    notifiedAt: row.notifiedAt,
    inputHash,
    held,
    personKey: row.input.personKey,
    effectiveText: row.input.effectiveAt,
    // Who sent it: nobody releases what they sent themselves.
    payload: stableJson({ sentBy: accountableText(ctx.actor), event: row.input }),
  };
}

function recorded(event: NewEvent, { row }: Accepted, profile: Commitments): Entry {
  return {
    kind: "lifecycle_event.recorded",
    caseId: null,
    data: {
      event: event.id,
      source: event.source,
      kind: event.kind,
      // The id comes from the identity's own row.
      identity: idOf<"identity">(event.identityId),
      effectiveAt: row.effective.at,
      notifiedAt: row.notifiedAt,
      precision: event.precision,
      text: profile.add(event.identityId, "effective_text", event.effectiveText),
    },
  };
}

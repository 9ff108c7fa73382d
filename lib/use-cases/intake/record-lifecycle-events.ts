import { z } from "zod";
import { readNow } from "#db/queries/clock/read-now.ts";
import { findEvents } from "#db/queries/intake/find-events.ts";
import { findPeople, type PersonEngagement } from "#db/queries/intake/find-people.ts";
import { lockEngagements } from "#db/queries/intake/lock-engagements.ts";
import { lockSource } from "#db/queries/intake/lock-source.ts";
import type { Tx } from "#db/tx.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { defineCommand, done, type RunCtx } from "../_kit/command.ts";
import { commitments } from "../_kit/commitments.ts";
import { type Decided, decideRow, type Known } from "./decide-row.ts";
import { type EventRow, type EventRowResult, leaverLabel, readEventRow, refusedRow } from "./event-row.ts";
import { guardSource } from "./guard-source.ts";
import { openLeavers } from "./open-leavers.ts";
import { redateLeavers } from "./redate-leavers.ts";
import { saveEvents } from "./save-events.ts";

/** Rows of one transaction. Larger batches come as several: see record-in-chunks.ts. */
export const ROWS_PER_TRANSACTION = 500;

const input = z.strictObject({
  /** Each row is read on its own: one bad row refuses itself, not the others. */
  events: z.array(z.unknown()).min(1).max(ROWS_PER_TRANSACTION),
  /** Place of the first row in what was sent. */
  first: z.int().min(0).default(0),
  /** Rows of the whole batch, which the guard against mass events looks at. */
  asked: z.int().min(1).optional(),
});

export interface EventsRecorded {
  readonly results: readonly EventRowResult[];
}

/**
 * Takes lifecycle events in, in any order, as often as they are sent: source and event id make one event.
 * Each row is taken whole or refused whole with its own reason; an accepted one opens the leaver's case at once,
 * unless its source is held.
 */
export const recordLifecycleEvents = defineCommand<z.output<typeof input>, EventsRecorded>({
  name: "lifecycle_event.record",
  input,
  permission: "lifecycle_event:record",
  touches: (_input, { results }) => (results.some((row) => row.status === "accepted") ? ["leavers", "sources"] : []),
  run: async (tx, ctx, { events, first, asked }) => {
    const rows = readRows(events, first);
    const evidence: Entry[] = [];
    for (const source of [...new Set(rows.good.map((row) => row.row.input.source))].sort()) {
      const ofSource = rows.good.filter((row) => row.row.input.source === source);
      const taken = await recordSource(tx, ctx, {
        source,
        rows: ofSource,
        read: events.length,
        asked: asked ?? events.length,
      });
      rows.results.push(...taken.results);
      evidence.push(...taken.evidence);
    }
    const results = rows.results.sort((one, other) => one.index - other.index);
    return done({ results }, [summary(ctx, results), ...refusals(results, rows.good), ...evidence], {
      wakes: results.some((row) => row.leaver !== null && row.status === "accepted"),
    });
  },
});

export interface IndexedRow {
  readonly index: number;
  readonly row: EventRow;
}

function readRows(events: readonly unknown[], first: number) {
  const good: IndexedRow[] = [];
  const results: EventRowResult[] = [];
  for (const [at, raw] of events.entries()) {
    const read = readEventRow(raw);
    if (read.ok) good.push({ index: first + at, row: read.value });
    else results.push(refusedRow(first + at, raw, read.reasons[0]));
  }
  return { good, results };
}

interface SourceRows {
  readonly source: string;
  readonly rows: readonly IndexedRow[];
  readonly read: number;
  readonly asked: number;
}

async function recordSource(tx: Tx, ctx: RunCtx, { source, rows, read, asked }: SourceRows) {
  await lockSource(tx, source);
  const known = await loadKnown(tx, ctx, source, rows);
  const decided = rows.map(({ index, row }) => decideRow(index, row, known));
  const opening = decided.filter((one) => one.kind === "accept");
  const guard = await guardSource(tx, ctx, { source, rows: opening, read, asked });
  const profile = commitments(ctx);
  const events = await saveEvents(tx, ctx, { rows: opening, held: guard.held, profile });
  const opened = await openLeavers(tx, ctx, { events: events.opening, now: known.now, profile });
  const redated = await redateLeavers(tx, ctx, events.joining, known.now);
  await profile.keep(tx);
  return {
    results: decided.map((one) => resultOf(one, guard.held, opened.numbers)),
    evidence: [...guard.evidence, ...events.evidence, ...opened.evidence, ...redated],
  };
}

async function loadKnown(tx: Tx, ctx: RunCtx, source: string, rows: readonly IndexedRow[]): Promise<Known> {
  const keys = [...new Set(rows.map(({ row }) => row.input.personKey))];
  await lockEngagements(tx, keys);
  const eventIds = rows.map(({ row }) => row.input.eventId);
  const [now, events, people] = await Promise.all([
    readNow(tx),
    findEvents(tx, source, eventIds),
    findPeople(tx, keys),
  ]);
  const byKey = new Map<string, PersonEngagement[]>();
  for (const person of people) {
    const same = byKey.get(person.personKey);
    if (same) same.push(person);
    else byKey.set(person.personKey, [person]);
  }
  return {
    now,
    sha256: ctx.sha256,
    newId: ctx.newId,
    events: new Map(events.map((event) => [event.sourceEventId, event])),
    people: byKey,
  };
}

function resultOf(one: Decided, held: boolean, numbers: ReadonlyMap<string, number>): EventRowResult {
  if (one.kind !== "accept") return one.result;
  const number = numbers.get(one.caseKey) ?? one.caseNumber;
  return {
    index: one.index,
    eventId: one.row.input.eventId,
    status: "accepted",
    held,
    leaver: leaverLabel(number),
    error: null,
  };
}

/** Says how many rows came and went, so that no batch is without an entry. */
function summary(ctx: RunCtx, results: readonly EventRowResult[]): Entry {
  const refused = results.filter((row) => row.status === "refused").length;
  const data = { import: ctx.requestId, rows: results.length, accepted: results.length - refused, refused };
  return { kind: "import.finished", caseId: null, data };
}

function refusals(results: readonly EventRowResult[], rows: readonly IndexedRow[]): Entry[] {
  const sources = new Map(rows.map(({ index, row }) => [index, row.input.source]));
  return results.flatMap((row): Entry[] =>
    row.error === null
      ? []
      : [
          {
            kind: "lifecycle_event.refused",
            caseId: null,
            data: { source: sources.get(row.index) ?? "unread", row: row.index, code: row.error.code },
          },
        ],
  );
}

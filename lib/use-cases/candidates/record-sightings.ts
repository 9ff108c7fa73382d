import { z } from "zod";
import { addCandidates, type NewCandidate } from "#db/queries/candidates/add-candidates.ts";
import { addSightings, findSightings, type NewSighting } from "#db/queries/candidates/add-sightings.ts";
import { addUsers, type NamedUser } from "#db/queries/candidates/count-users.ts";
import { findCandidates } from "#db/queries/candidates/find-candidates.ts";
import { lockIdentities } from "#db/queries/identities/lock-identities.ts";
import { lockSource } from "#db/queries/intake/lock-source.ts";
import type { Tx } from "#db/tx.ts";
import { domainOf } from "#lib/core/candidates/app-name.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { foldName } from "#lib/core/identity/match.ts";
import { accountableText } from "../_kit/actor.ts";
import { defineCommand, done, type RunCtx } from "../_kit/command.ts";
import { grouped } from "../_kit/grouped.ts";
import { listedNames } from "../_kit/listed-names.ts";
import { readSighting, refusedSighting, type SightingRead, type SightingResult } from "./sighting-row.ts";

/** Rows of one transaction. Larger batches come as several. */
export const SIGHTINGS_PER_TRANSACTION = 500;
/** All sources meet in the names of candidates: two that bring the same new one come one after the other. */
const ALL_SOURCES = "candidates";

const input = z.strictObject({
  /** Each row is read on its own: one bad row refuses itself, not the others. */
  sightings: z.array(z.unknown()).min(1).max(SIGHTINGS_PER_TRANSACTION),
  /** Place of the first row in what was sent. */
  first: z.int().min(0).default(0),
});

interface SightingsRecorded {
  readonly results: readonly SightingResult[];
}

/**
 * Takes in what sources show of systems in use, as often as it is sent: a row of a source counts once. What goes by a name
 * of a listed system is not kept. The rest are candidates: Closeout lists none of them as a system by itself.
 */
export const recordSightings = defineCommand<z.output<typeof input>, SightingsRecorded>({
  name: "candidate.record",
  input,
  permission: "candidate:record",
  touches: () => ["systems"],
  run: async (tx, ctx, { sightings, first }) => {
    const { good, results } = readRows(sightings, first);
    await lockSource(tx, ALL_SOURCES);
    // Whose a name is must not change while it is counted.
    await lockIdentities(tx);
    const listed = await listedNames(tx);
    const unlisted = good.filter(({ row }) => !row.keys.some((key) => listed.has(key)));
    for (const one of good)
      if (!unlisted.includes(one)) results.push({ index: one.index, status: "listed", candidateId: null, error: null });
    const fresh: Indexed[] = [];
    for (const [source, rows] of grouped(unlisted, ({ row }) => row.input.source)) {
      const known = new Set(
        await findSightings(
          tx,
          source,
          rows.map((one) => one.digestOf(ctx)),
        ),
      );
      for (const one of rows) {
        const digest = one.digestOf(ctx);
        if (known.has(digest)) results.push({ index: one.index, status: "duplicate", candidateId: null, error: null });
        else fresh.push(one);
        known.add(digest);
      }
    }
    const kept = await keep(tx, ctx, fresh);
    results.push(...kept.results);
    results.sort((one, other) => one.index - other.index);
    return done({ results }, [summary(ctx, results), ...kept.entries]);
  },
});

interface Indexed {
  readonly index: number;
  readonly row: SightingRead;
  digestOf(ctx: Pick<RunCtx, "sha256">): string;
}

function readRows(sightings: readonly unknown[], first: number) {
  const good: Indexed[] = [];
  const results: SightingResult[] = [];
  for (const [at, raw] of sightings.entries()) {
    const read = readSighting(raw);
    if (!read.ok) results.push(refusedSighting(first + at, read.reasons[0]));
    else {
      const row = read.value;
      const digestOf: Indexed["digestOf"] = ({ sha256 }) =>
        Buffer.from(sha256(new TextEncoder().encode(row.content))).toString("hex");
      good.push({ index: first + at, row, digestOf });
    }
  }
  return { good, results };
}

/** Finds or makes the candidate of each row, and keeps the rows. */
async function keep(tx: Tx, ctx: RunCtx, rows: readonly Indexed[]) {
  const known = await findCandidates(tx, [...new Set(rows.flatMap(({ row }) => row.keys))]);
  const ids = new Map(known.map((one) => [one.key, one.candidateId]));
  const made: NewCandidate[] = [];
  const names: { key: string; candidateId: string }[] = [];
  const results: SightingResult[] = [];
  const sightings = rows.map(({ index, row, digestOf }): NewSighting => {
    const { input, keys, person, seenAt } = row;
    let candidateId = keys.flatMap((key) => ids.get(key) ?? [])[0];
    if (candidateId === undefined) {
      candidateId = ctx.newId();
      made.push({ id: candidateId, name: input.name, domain: domainOf(input.domain ?? "") ?? domainOf(input.name) });
    }
    for (const key of keys) {
      if (ids.has(key)) continue;
      ids.set(key, candidateId);
      names.push({ key, candidateId });
    }
    results.push({ index, status: "kept", candidateId, error: null });
    const { channel, source, seats = null, costCentre = null, amount = null, scope = null } = input;
    const said = { channel, source, seats, costCentre, amount, scope };
    return { id: ctx.newId(), candidateId, rowDigest: digestOf(ctx), person, seenAt, ...said };
  });
  await addCandidates(tx, made, names);
  await addSightings(tx, sightings, accountableText(ctx.actor));
  await addUsers(tx, sightings.flatMap(userOf));
  return { results, entries: seenEntries(sightings) };
}

function userOf({ id: sightingId, person }: NewSighting): NamedUser[] {
  return person === null ? [] : [{ sightingId, person, folded: foldName(person) }];
}

function seenEntries(sightings: readonly NewSighting[]): Entry[] {
  const groups = grouped(sightings, ({ candidateId, source, channel }) => `${candidateId} ${channel} ${source}`);
  return [...groups.values()].flatMap((group): Entry[] => {
    const [one] = group;
    if (one === undefined) return [];
    const { candidateId: candidate, source, channel } = one;
    return [{ kind: "candidate.seen", caseId: null, data: { candidate, source, channel, sightings: group.length } }];
  });
}

/** Says how many rows came and went, so that no batch is without an entry. */
function summary(ctx: RunCtx, results: readonly SightingResult[]): Entry {
  const refused = results.filter((row) => row.status === "refused").length;
  const data = { import: ctx.requestId, rows: results.length, accepted: results.length - refused, refused };
  return { kind: "import.finished", caseId: null, data };
}

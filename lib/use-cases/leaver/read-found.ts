import { z } from "zod";
import { readNow } from "#db/queries/clock/read-now.ts";
import { listSnapshots, type SnapshotRow } from "#db/queries/snapshots/list-snapshots.ts";
import { loadFacts, type ObservationFact } from "#db/queries/verdicts/load-facts.ts";
import { listSystems } from "#db/queries/views/list-systems.ts";
import { type FoundRow, listFound, listFoundSources, listHolds, sumFound } from "#db/queries/views/read-found.ts";
import { type ItemRow, readItems, readSystems } from "#db/queries/views/read-rows.ts";
import type { Tx } from "#db/tx.ts";
import { PASSING } from "#lib/core/access/passing.ts";
import { VERDICTS } from "#lib/core/access/verdict-key.ts";
import { domainError } from "#lib/core/errors.ts";
import { type Instant, instant } from "#lib/core/instant.ts";
import { SUGGESTION_WORD } from "#lib/core/ownership/suggest-owner.ts";
import { ok, refused } from "#lib/core/result.ts";
import type { FoundListView, FoundPersonView, FoundView } from "#lib/core/views/found.ts";
import { grouped } from "../_kit/grouped.ts";
import { defineQuery } from "../_kit/query.ts";
import { loadSuggestions } from "../_kit/suggestions.ts";
import { eventTime, isoUtc } from "../_kit/times.ts";
import { foundAccount, lastUsed } from "./view/found-account.ts";
import { ledgerRow, type RowFacts } from "./view/rows.ts";

const PEOPLE_MAX = 20;
const LISTS_MAX = 50;
const SOURCES_MAX = 3;
const HOLDS_MAX = 3;

const input = z.strictObject({
  slug: z.string().min(1).max(100),
  /** Comes first, whatever became of them: `LV-2041`. */
  leaver: z
    .string()
    .regex(/^LV-\d{1,9}$/)
    .optional(),
});

/** What one system shows of everybody who left: in one sentence, and person by person, worst first. */
export const readFound = defineQuery<z.output<typeof input>, FoundView>({
  name: "leaver.read_found",
  input,
  permission: "leaver:read",
  run: async (tx, _ctx, { slug, leaver }) => {
    const [system] = await listSystems(tx, [...PASSING], slug, 1);
    if (system === undefined) return refused(domainError("not_found"));
    const [rows, sums, lists, sources, suggestions, now] = await Promise.all([
      listFound(tx, system.id, VERDICTS, leaver === undefined ? null : Number(leaver.slice(3)), PEOPLE_MAX),
      sumFound(tx, system.id),
      listSnapshots(tx, system.id, LISTS_MAX),
      listFoundSources(tx, SOURCES_MAX),
      loadSuggestions(tx, [system.id]),
      readNow(tx),
    ]);
    const advice = suggestions.adviceFor(system.id, null);
    const { id, name, version, ownerId, ownerName } = system;
    return ok({
      system: {
        ...{ id, slug, name, version },
        owner: ownerId === null ? null : { id: ownerId, name: ownerName ?? "Erased person" },
      },
      suggestedOwner:
        ownerId !== null || advice.kind === "nobody"
          ? null
          : {
              owner: { id: advice.identity, name: suggestions.nameOf(advice.identity) },
              reason: SUGGESTION_WORD[advice.because],
            },
      left: sums.left,
      usable: sums.usable,
      unclear: sums.unclear,
      longestMicros: sums.longest,
      ahead: sums.ahead,
      people: await peopleOf(tx, id, rows, now),
      lists: latestOfEach(lists),
      sources,
      asOfIso: isoUtc(now),
    });
  },
});

/** The accepted lists that speak now, the latest of each kind. */
function latestOfEach(lists: readonly SnapshotRow[]): FoundListView[] {
  const byKind = grouped(
    lists.filter((one) => one.state === "accepted"),
    (one) => one.kind,
  );
  return [...byKind.values()].flatMap((of) => {
    const [latest] = [...of].sort((one, other) => other.extractedAt - one.extractedAt);
    if (latest === undefined) return [];
    const { kind, query, extractor, rows, complete, extractedAt, zone } = latest;
    const words = { query: query ?? "An erased query", extractor: extractor ?? "An erased person" };
    return [{ kind, ...words, rows, complete, extractedAtIso: isoUtc(instant(extractedAt)), zone }];
  });
}

async function peopleOf(tx: Tx, systemId: string, rows: readonly FoundRow[], now: Instant): Promise<FoundPersonView[]> {
  const itemsOf = new Map<string, readonly ItemRow[]>();
  for (const row of rows)
    itemsOf.set(
      row.id,
      (await readItems(tx, row.id)).filter((item) => item.systemId === systemId),
    );
  const ids = [...itemsOf.values()].flat().map((item) => item.id);
  const [facts, holds] = await Promise.all([
    loadFacts(tx, ids),
    listHolds(
      tx,
      systemId,
      rows.map((row) => row.id),
    ),
  ]);
  const looks = grouped(facts.observations, (look) => look.itemId);
  const claims = grouped(facts.claims, (claim) => claim.itemId);
  const holdsOf = grouped(holds, (one) => one.caseId);
  const people: FoundPersonView[] = [];
  for (const row of rows) {
    const items = itemsOf.get(row.id) ?? [];
    const labels = [...new Set((holdsOf.get(row.id) ?? []).map((one) => one.label))].slice(0, HOLDS_MAX);
    const rowFacts: RowFacts = { effectiveAt: row.effectiveAt, zone: row.zone, now, looks, claims };
    people.push(await personView(tx, { systemId, row, items, rowFacts, labels }));
  }
  return people;
}

interface Person {
  readonly systemId: string;
  readonly row: FoundRow;
  readonly items: readonly ItemRow[];
  readonly rowFacts: RowFacts;
  readonly labels: readonly string[];
}

async function personView(tx: Tx, { systemId, row, items, rowFacts, labels }: Person): Promise<FoundPersonView> {
  const systems = await readSystems(tx, row.id);
  const system = systems.find((one) => one.id === systemId);
  const accounts = items.filter((item) => item.layer === "account");
  const seen: readonly ObservationFact[] = accounts.flatMap((item) => rowFacts.looks.get(item.id) ?? []);
  const line = ledgerRow(system ?? unread(systemId), items, rowFacts, []);
  return {
    id: `LV-${row.number}`,
    caseId: row.id,
    personName: row.personName,
    effectiveEnd: eventTime(row),
    cells: line.cells,
    exposure: line.exposure,
    account: foundAccount(accounts, seen),
    holds: labels,
    lastUsedIso: lastUsed(seen),
  };
}

/** A system that was never asked about a person: every layer reads Not started. */
function unread(id: string) {
  const nobody = { ownerId: null, ownerName: null, deputyId: null, deputyName: null };
  return { ...nobody, id, name: "", version: 1, tier: 2, absent: [], lookFailure: null, lastLookAt: null } as const;
}

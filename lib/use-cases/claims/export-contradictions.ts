import { z } from "zod";
import type { ClaimsNarrowed } from "#db/queries/claims/claims-narrowed.ts";
import type { StandingListRow } from "#db/queries/claims/list-standings.ts";
import { listWaiting } from "#db/queries/claims/list-waiting.ts";
import { readNow } from "#db/queries/clock/read-now.ts";
import type { Tx } from "#db/tx.ts";
import type { ClaimStanding } from "#lib/core/access/claim-standing.ts";
import { VERDICT_WORD } from "#lib/core/access/verdict-key.ts";
import { domainError } from "#lib/core/errors.ts";
import { type CsvValue, csvText } from "#lib/core/export/csv.ts";
import { SECOND } from "#lib/core/instant.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";
import type { IsoUtc } from "#lib/core/views/time.ts";
import { readClaimFilter } from "../_kit/claim-filter.ts";
import { matchClaims } from "../_kit/match-claims.ts";
import { defineQuery } from "../_kit/query.ts";
import { isoUtc } from "../_kit/times.ts";
import { claimRowView, waitingView } from "./claim-view.ts";
import { reportFilter, standingRows } from "./list-contradictions.ts";

/** Rows of one file. What holds more is narrowed first, so that an export never stands for the whole unseen. */
const ROWS_MAX = 10_000;

const input = z.strictObject(reportFilter);

/** A file to be saved: its name and its text. */
export interface ExportedFile {
  readonly name: string;
  readonly text: string;
}

/** The rows of one tab of the contradiction report as CSV. It only reads: nothing is kept of it. */
export const exportContradictions = defineQuery<z.output<typeof input>, ExportedFile>({
  name: "claim.export_contradictions",
  input,
  permission: "claim:export",
  run: async (tx, _ctx, asked) => {
    const asOf = isoUtc(await readNow(tx));
    const filter = readClaimFilter(asked);
    if (!filter.ok) return filter;
    const { tab } = asked;
    const table =
      tab === "not_matched" ? await waitingTable(tx, filter.value) : await claimTable(tx, tab, filter.value);
    if (!table.ok) return table;
    const { columns, rows } = table.value;
    const text = csvText(
      [...columns, "as_of_utc"],
      rows.map((row) => [...row, asOf]),
    );
    return ok({ name: nameOf(tab, asOf), text });
  },
});

interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly CsvValue[])[];
}

const TOO_MANY = refused(domainError("export_too_large"));

const CLAIM_COLUMNS = [
  "leaver",
  "system",
  "tier",
  "layer",
  "access",
  "tool",
  "task_id",
  "task_title",
  "claimed_at_utc",
  "stated_at_utc",
  "standing",
  "because",
  "came_back",
  "observed",
  "observed_at_utc",
  "apart_seconds",
  "verdict_now",
];

async function claimTable(tx: Tx, tab: ClaimStanding, which: ClaimsNarrowed): Promise<Decision<Table>> {
  const found = await standingRows(tx, tab, which, null, ROWS_MAX + 1);
  return found.length > ROWS_MAX ? TOO_MANY : ok({ columns: CLAIM_COLUMNS, rows: found.map(claimCells) });
}

function claimCells(row: StandingListRow): CsvValue[] {
  const view = claimRowView(row);
  return [
    view.leaverId,
    view.systemName,
    view.tier,
    view.layer,
    view.label ?? view.accountLabel,
    view.tool,
    view.externalId,
    view.title,
    view.claimedAtIso,
    view.statedAtIso,
    view.standing,
    view.because,
    view.cameBack ? "yes" : "no",
    view.presence,
    view.seenAtIso,
    view.apartMicros === null ? null : Math.floor(view.apartMicros / SECOND),
    VERDICT_WORD[view.verdict],
  ];
}

const WAITING_COLUMNS = ["tool", "task_id", "task_title", "system_named", "person_named", "received_at_utc", "because"];

async function waitingTable(tx: Tx, which: ClaimsNarrowed): Promise<Decision<Table>> {
  const found = await listWaiting(tx, which, null, ROWS_MAX + 1);
  if (found.length > ROWS_MAX) return TOO_MANY;
  const matches = await matchClaims(tx, found);
  const rows = found.map((row, at) => {
    const view = waitingView(row, matches[at]);
    const { externalId, title, systemName, person, receivedAtIso, because } = view;
    return [view.tool, externalId, title, systemName, person, receivedAtIso, because];
  });
  return ok({ columns: WAITING_COLUMNS, rows });
}

/** `claims-contradicted-20251118T123200Z.csv`. */
function nameOf(tab: string, asOf: IsoUtc): string {
  return `claims-${tab.replaceAll("_", "-")}-${asOf.replace(/\.\d+/, "").replaceAll(/[-:]/g, "")}.csv`;
}

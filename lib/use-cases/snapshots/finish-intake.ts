import { readNow } from "#db/queries/clock/read-now.ts";
import { isHeaderOfAnother } from "#db/queries/snapshots/load-system.ts";
import { ALL_ROWS, withTx } from "#db/tx.ts";
import type { Layer } from "#lib/core/access/layer.ts";
import type { Instant } from "#lib/core/instant.ts";
import { ok } from "#lib/core/result.ts";
import { changedColumns } from "#lib/core/snapshot/changed-columns.ts";
import { SNAPSHOT_FINDING } from "#lib/core/snapshot/finding.ts";
import { titlesOf } from "#lib/core/snapshot/map-columns.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { execute } from "../_kit/execute.ts";
import type { Metered } from "../_kit/files/metered.ts";
import type { Table } from "../_kit/files/table.ts";
import type { Mapped } from "./columns-of.ts";
import { findingsOf } from "./findings-of.ts";
import type { Matching } from "./load-matching.ts";
import type { Reach } from "./reach.ts";
import { recordSnapshot } from "./record-snapshot.ts";
import type { RowTaker } from "./row-taker.ts";
import type { StatedSnapshot } from "./stated.ts";
import type { Taken } from "./taken.ts";

/** A list that is being supplied. */
export interface Intake {
  readonly ctx: Ctx;
  readonly id: string;
  readonly stated: StatedSnapshot;
  readonly extracted: { readonly at: Instant; readonly zone: string };
  readonly matching: Matching;
  readonly key: string | null;
}

/** The same list, read to its end. */
export interface Through {
  readonly meter: Metered;
  readonly table: Table;
  readonly mapped: Mapped;
  readonly taker: RowTaker;
  readonly reach: Reach;
  readonly layers: readonly Layer[];
}

/** Judges a list that was read to its end, records it, and says what it looks like. */
export async function finishIntake(intake: Intake, through: Through): Promise<Taken> {
  const { extracted, matching, stated } = intake;
  const { taker, table, mapped, layers, meter } = through;
  const titles = [...table.titles];
  const mapping = titlesOf(mapped.columns, titles);
  const digest = meter.digest();
  const judged = await judge(intake, through, titles);
  const facts = {
    systemId: matching.system.id,
    kind: stated.kind,
    digest,
    layers,
    titles,
    mapping,
    complete: judged.complete,
  };
  const recorded = await execute(
    intake.ctx,
    recordSnapshot,
    {
      ...facts,
      id: intake.id,
      extractor: stated.extractor,
      query: stated.query,
      extractedAt: extracted.at,
      zone: extracted.zone,
      matchedAt: matching.at,
      byteCount: meter.count(),
      format: { ...table.format },
      rowsRead: taker.rows,
      rowsBroken: taker.broken,
      rowsStated: stated.statedRows ?? null,
      rowsMatched: taker.matched,
      accounts: taker.accounts,
      rowsKept: taker.kept,
      subjectsKept: matching.subjects.length,
      dates: { ...taker.dates, styles: [...taker.dates.styles] },
      findings: judged.findings,
      sample: taker.sample.values(),
    },
    { idempotencyKey: intake.key },
  );
  if (!recorded.ok) return recorded;
  return ok({
    ...facts,
    snapshotId: recorded.result.snapshotId,
    format: table.format,
    firstRows: taker.shown.flatMap((row) => (row === null ? [] : [row])),
    rows: taker.rows,
    broken: taker.broken,
    stated: stated.statedRows ?? null,
    matched: taker.matched,
    concerned: taker.kept,
    rowsBefore: matching.system.before?.rows ?? null,
    findings: judged.findings.map((one) => ({ ...SNAPSHOT_FINDING[one.code], ...one })),
  });
}

async function judge(
  { ctx, matching, stated, extracted }: Intake,
  { taker, reach, table, mapped, layers }: Through,
  titles: readonly string[],
) {
  const [now, anothersHeader] = await withTx(ctx.database, ALL_ROWS, "read", (tx) =>
    Promise.all([readNow(tx), isHeaderOfAnother(tx, matching.system.id, titles)]),
  );
  const ages = matching.system.layers.filter((one) => layers.includes(one.layer)).map((one) => one.staleAfter);
  return findingsOf({
    kind: stated.kind,
    matching,
    taker,
    reach,
    end: table.end,
    titles,
    unclear: mapped.unclear,
    changed: changedColumns({
      kind: stated.kind,
      key: mapped.key,
      read: titlesOf(mapped.columns, titles),
      named: stated.map,
      remembered: matching.system.remembered?.mapping ?? {},
    }),
    stated: stated.statedRows ?? null,
    saidComplete: stated.complete,
    extractedAt: extracted.at,
    now,
    staleAfter: Math.min(...ages),
    anothersHeader,
  });
}

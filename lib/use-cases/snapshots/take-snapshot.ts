import { readNow } from "#db/queries/clock/read-now.ts";
import { isHeaderOfAnother } from "#db/queries/snapshots/load-system.ts";
import { forgetRows, type StagedRow, stageRows, stageSubjects } from "#db/queries/snapshots/stage-rows.ts";
import { ALL_ROWS, type Tx, withTx } from "#db/tx.ts";
import type { Layer } from "#lib/core/access/layer.ts";
import { type DomainError, domainError } from "#lib/core/errors.ts";
import type { Instant } from "#lib/core/instant.ts";
import { isPermitted } from "#lib/core/permissions.ts";
import { type Decision, ok, type Reasons, refused } from "#lib/core/result.ts";
import { SNAPSHOT_FINDING, type SnapshotFindingCode } from "#lib/core/snapshot/finding.ts";
import { type MappedColumns, mapColumns, type NamedColumns, titlesOf } from "#lib/core/snapshot/map-columns.ts";
import { layersShown } from "#lib/core/snapshot/snapshot.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { principalOf } from "../_kit/actor.ts";
import { execute } from "../_kit/execute.ts";
import { inputRefusals } from "../_kit/input.ts";
import { type Metered, metered } from "./files/metered.ts";
import { openFile } from "./files/open-file.ts";
import { FileRefused } from "./files/refuse-file.ts";
import type { FileFormat, Table } from "./files/table.ts";
import { findingsOf } from "./findings-of.ts";
import { loadMatching, type Matching } from "./load-matching.ts";
import { recordSnapshot } from "./record-snapshot.ts";
import { RowTaker } from "./row-taker.ts";
import { readExtractedAt, type StatedSnapshot, statedSnapshot } from "./stated.ts";

/** Longest file taken; a list of a million users has about a hundred megabytes. */
export const SNAPSHOT_BYTES_MAX = 2 * 1024 ** 3;
const ROWS_AT_ONCE = 2000;

/** A list as it was read: what it looks like, and what stands out. Nothing of it is believed yet. */
export interface SnapshotTaken {
  readonly snapshotId: string;
  readonly systemId: string;
  readonly kind: string;
  readonly digest: string;
  readonly format: FileFormat;
  readonly titles: readonly string[];
  readonly mapping: NamedColumns;
  /** The first rows, as a person checks the mapping by them; kept nowhere. */
  readonly firstRows: readonly (readonly string[])[];
  readonly layers: readonly Layer[];
  readonly rows: number;
  readonly broken: number;
  readonly stated: number | null;
  readonly matched: number;
  /** Rows of leavers and of accounts known of the system. */
  readonly concerned: number;
  readonly rowsBefore: number | null;
  readonly complete: boolean;
  readonly findings: readonly SaidFinding[];
}

interface SaidFinding {
  readonly code: SnapshotFindingCode;
  readonly weight: string;
  readonly sentence: string;
  readonly count: number;
  readonly lines: readonly number[];
}

export interface TakeOptions {
  readonly idempotencyKey: string | null;
}

type Taken =
  | { readonly ok: true; readonly value: SnapshotTaken }
  | { readonly ok: false; readonly reasons: Reasons<DomainError> };

/**
 * Reads a list as it streams in, in memory that does not grow with it. Rows of leavers and of known accounts wait under
 * the list's id; of all others only their number is kept.
 */
export async function takeSnapshot(
  ctx: Ctx,
  rawStated: unknown,
  source: AsyncIterable<Uint8Array>,
  options: TakeOptions,
): Promise<Taken> {
  if (!isPermitted(principalOf(ctx.actor), recordSnapshot.permission)) return refused(domainError("not_permitted"));
  const parsed = statedSnapshot.safeParse(rawStated);
  if (!parsed.success) return { ok: false, reasons: inputRefusals(parsed.error) };
  const stated = parsed.data;
  const extracted = readExtractedAt(stated);
  if (!extracted.ok) return extracted;
  const matching = await loadMatching(ctx, stated.system, stated.kind);
  if (!matching.ok) return matching;
  if (extracted.value.at > matching.value.at)
    return refused(domainError("snapshot_in_future", { path: "extractedAt" }));
  const id = ctx.newId();
  const intake = { ctx, id, stated, extracted: extracted.value, matching: matching.value, key: options.idempotencyKey };
  let recorded = false;
  try {
    const taken = await readThrough(intake, source);
    recorded = taken.ok && taken.value.snapshotId === id;
    return taken;
  } catch (cause) {
    if (cause instanceof FileRefused) return refused(cause.reason);
    throw cause;
  } finally {
    if (!recorded) await staging(ctx, (tx) => forgetRows(tx, id));
  }
}

interface Intake {
  readonly ctx: Ctx;
  readonly id: string;
  readonly stated: StatedSnapshot;
  readonly extracted: { readonly at: Instant; readonly zone: string };
  readonly matching: Matching;
  readonly key: string | null;
}

async function readThrough(intake: Intake, source: AsyncIterable<Uint8Array>): Promise<Taken> {
  const { ctx, id, stated, matching } = intake;
  const meter = metered(source, SNAPSHOT_BYTES_MAX);
  const table = await openFile(meter.bytes);
  const mapped = columnsOf(table.titles, stated, matching);
  if (!mapped.ok) return mapped;
  const layers = layersShown(stated.kind, mapped.value.columns).filter((layer) => isExpected(matching, layer));
  if (layers.length === 0) return refused(domainError("snapshot_not_expected"));
  const { columns, key } = mapped.value;
  const taker = new RowTaker({ kind: stated.kind, titles: table.titles, columns, key, keys: matching.keys });
  let waiting: StagedRow[] = [];
  for await (const rows of table.batches) {
    waiting = waiting.concat(taker.take(rows));
    if (waiting.length < ROWS_AT_ONCE) continue;
    const full = waiting;
    waiting = [];
    await staging(ctx, (tx) => stageRows(tx, id, full));
  }
  if (taker.rows === 0) return refused(domainError("snapshot_header_only"));
  if (stated.kind === "users" && taker.repeated * 2 > taker.rows) return refused(domainError("snapshot_key_wrong"));
  await staging(ctx, async (tx) => {
    await stageRows(tx, id, waiting);
    await stageSubjects(tx, id, matching.subjects);
  });
  return record(intake, { meter, table, mapped: mapped.value, taker, layers });
}

/** Rows that wait are no facts: they leave no evidence, and are gone when the list is accepted. */
function staging(ctx: Ctx, run: (tx: Tx) => Promise<void>): Promise<void> {
  return withTx(ctx.database, ALL_ROWS, "write", run);
}

type Mapped = Extract<MappedColumns, { kind: "mapped" }>;

function columnsOf(titles: readonly string[], { kind, map }: StatedSnapshot, { system }: Matching): Decision<Mapped> {
  const mapped = mapColumns(titles, kind, map, system.remembered?.mapping);
  switch (mapped.kind) {
    case "mapped":
      return ok(mapped);
    case "key_ambiguous": {
      const named = mapped.titles.map((title) => `"${title}"`).join(" and ");
      const sentence = `The columns ${named} could both be the ${mapped.role}. Nothing was believed. Name the one that is and send the file again.`;
      return refused(domainError("snapshot_key_ambiguous", { path: `map.${mapped.role}`, sentence }));
    }
    case "missing": {
      const sentence = `The file has no column for ${mapped.roles.join(" or ")}. Nothing was believed. Name the column that holds it, or export it too.`;
      return refused(domainError("snapshot_column_missing", { path: `map.${mapped.roles[0]}`, sentence }));
    }
    case "no_such_column": {
      const sentence = `The file has no column "${mapped.title}". Nothing was believed. Name one of its titles.`;
      return refused(domainError("snapshot_column_missing", { path: `map.${mapped.role}`, sentence }));
    }
  }
}

/** Only where the system's owner said so does a list speak for a layer. */
function isExpected({ system }: Matching, layer: Layer): boolean {
  return system.layers.some((one) => one.layer === layer && one.observe === "snapshot");
}

interface Through {
  readonly meter: Metered;
  readonly table: Table;
  readonly mapped: Mapped;
  readonly taker: RowTaker;
  readonly layers: readonly Layer[];
}

async function record(intake: Intake, through: Through): Promise<Taken> {
  const { ctx, id, stated, extracted, matching, key } = intake;
  const { meter, table, mapped, taker, layers } = through;
  const titles = [...table.titles];
  const [now, anothersHeader] = await withTx(ctx.database, ALL_ROWS, "read", (tx) =>
    Promise.all([readNow(tx), isHeaderOfAnother(tx, matching.system.id, titles)]),
  );
  const rowsStated = stated.statedRows ?? null;
  const { complete, findings } = findingsOf({
    matching,
    taker,
    end: table.end,
    titles,
    unclear: mapped.unclear,
    stated: rowsStated,
    saidComplete: stated.complete,
    extractedAt: extracted.at,
    now,
    staleAfter: Math.min(
      ...matching.system.layers.filter((one) => layers.includes(one.layer)).map((one) => one.staleAfter),
    ),
    anothersHeader,
  });
  const mapping = titlesOf(mapped.columns, titles);
  const digest = meter.digest();
  const recorded = await execute(
    ctx,
    recordSnapshot,
    {
      id,
      systemId: matching.system.id,
      kind: stated.kind,
      extractor: stated.extractor,
      query: stated.query,
      extractedAt: extracted.at,
      zone: extracted.zone,
      matchedAt: matching.at,
      digest,
      byteCount: meter.count(),
      format: { ...table.format },
      rowsRead: taker.rows,
      rowsBroken: taker.broken,
      rowsStated,
      rowsMatched: taker.matched,
      rowsKept: taker.kept,
      subjectsKept: matching.subjects.length,
      complete,
      layers,
      dates: { ...taker.dates, styles: [...taker.dates.styles] },
      findings,
      sample: taker.sample.values(),
      titles,
      mapping,
    },
    { idempotencyKey: key },
  );
  if (!recorded.ok) return recorded;
  return ok({
    snapshotId: recorded.result.snapshotId,
    systemId: matching.system.id,
    kind: stated.kind,
    digest,
    format: table.format,
    titles,
    mapping,
    firstRows: taker.shown.flatMap((row) => (row === null ? [] : [row])),
    layers,
    rows: taker.rows,
    broken: taker.broken,
    stated: rowsStated,
    matched: taker.matched,
    concerned: taker.kept,
    rowsBefore: matching.system.before?.rows ?? null,
    complete,
    findings: findings.map((one) => ({ ...SNAPSHOT_FINDING[one.code], ...one })),
  });
}

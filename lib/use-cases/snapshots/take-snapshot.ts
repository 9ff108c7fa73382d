import { forgetRows, type StagedRow, stageRows, stageSubjects } from "#db/queries/snapshots/stage-rows.ts";
import { ALL_ROWS, type Tx, withTx } from "#db/tx.ts";
import type { Layer } from "#lib/core/access/layer.ts";
import { domainError } from "#lib/core/errors.ts";
import { isPermitted } from "#lib/core/permissions.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";
import { layersShown } from "#lib/core/snapshot/snapshot.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { principalOf } from "../_kit/actor.ts";
import { refuse } from "../_kit/execute.ts";
import { metered } from "../_kit/files/metered.ts";
import { openFile } from "../_kit/files/open-file.ts";
import { FileRefused } from "../_kit/files/refuse-file.ts";
import { inputRefusals } from "../_kit/input.ts";
import { columnsOf } from "./columns-of.ts";
import { finishIntake, type Intake, type Through } from "./finish-intake.ts";
import { loadMatching, type Matching } from "./load-matching.ts";
import { reachOf } from "./reach.ts";
import { recordSnapshot } from "./record-snapshot.ts";
import { RowTaker } from "./row-taker.ts";
import { readExtractedAt, type StatedSnapshot, statedSnapshot } from "./stated.ts";
import type { Taken } from "./taken.ts";

/** Longest file taken; a list of a million users has about a hundred megabytes. */
const SNAPSHOT_BYTES_MAX = 2 * 1024 ** 3;
const ROWS_AT_ONCE = 2000;

export interface TakeOptions {
  readonly idempotencyKey: string | null;
}

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
  if (!isPermitted(principalOf(ctx.actor), recordSnapshot.permission))
    return refuse(ctx, recordSnapshot.name, refused(domainError("not_permitted")));
  const parsed = statedSnapshot.safeParse(rawStated);
  if (!parsed.success) return { ok: false, reasons: inputRefusals(parsed.error) };
  const begun = await begin(ctx, parsed.data, options);
  if (!begun.ok) return refuse(ctx, recordSnapshot.name, begun);
  const intake = begun.value;
  let kept = false;
  try {
    const through = await readThrough(intake, source);
    if (!through.ok) return refuse(ctx, recordSnapshot.name, through);
    const taken = await finishIntake(intake, through.value);
    kept = taken.ok && taken.value.snapshotId === intake.id;
    return taken;
  } finally {
    if (!kept) await staging(ctx, (tx) => forgetRows(tx, intake.id));
  }
}

async function begin(ctx: Ctx, stated: StatedSnapshot, options: TakeOptions): Promise<Decision<Intake>> {
  const extracted = readExtractedAt(stated);
  if (!extracted.ok) return extracted;
  const matching = await loadMatching(ctx, stated.system, stated.kind);
  if (!matching.ok) return matching;
  if (extracted.value.at > matching.value.at)
    return refused(domainError("snapshot_in_future", { path: "extractedAt" }));
  const key = options.idempotencyKey;
  return ok({ ctx, id: ctx.newId(), stated, extracted: extracted.value, matching: matching.value, key });
}

async function readThrough(intake: Intake, source: AsyncIterable<Uint8Array>): Promise<Decision<Through>> {
  try {
    return await readRows(intake, source);
  } catch (cause) {
    if (cause instanceof FileRefused) return refused(cause.reason);
    throw cause;
  }
}

async function readRows(intake: Intake, source: AsyncIterable<Uint8Array>): Promise<Decision<Through>> {
  const { ctx, id, stated, matching } = intake;
  const meter = metered(source, SNAPSHOT_BYTES_MAX);
  const table = await openFile(meter.bytes);
  const mapped = columnsOf(table.titles, stated, matching);
  if (!mapped.ok) return mapped;
  const { columns, key } = mapped.value;
  const layers = layersShown(stated.kind, columns).filter((layer) => isExpected(matching, layer));
  if (layers.length === 0) return refused(domainError("snapshot_not_expected"));
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
  const reach = reachOf(stated.kind, matching.subjects, taker);
  await staging(ctx, async (tx) => {
    await stageRows(tx, id, waiting);
    await stageSubjects(tx, id, reach.subjects);
  });
  return ok({ meter, table, mapped: mapped.value, taker, reach, layers });
}

/** Rows that wait are no facts: they leave no evidence, and are gone when the list is accepted. */
function staging(ctx: Ctx, run: (tx: Tx) => Promise<void>): Promise<void> {
  return withTx(ctx.database, ALL_ROWS, "write", run);
}

/** Only where the system's owner said so does a list speak for a layer. */
function isExpected({ system }: Matching, layer: Layer): boolean {
  return system.layers.some((one) => one.layer === layer && one.observe === "snapshot");
}

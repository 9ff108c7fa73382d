import { hash } from "node:crypto";
import type { LogRead } from "#lib/connectors/contract.ts";
import type { LoggedClaim, LogRequest, SeenUse } from "#lib/connectors/contract-records.ts";
import type { DomainError } from "#lib/core/errors.ts";
import { refusedRow } from "#lib/core/intake/reading-refusals.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { recordSightingsInChunks } from "#lib/use-cases/candidates/record-in-chunks.ts";
import { recordClaimsInChunks } from "#lib/use-cases/claims/record-claims-in-chunks.ts";
import {
  claimRow,
  endOfReading,
  holdsReading,
  LEASE_SECONDS,
  type LeasedReading,
  leaseReading,
  sightingRow,
} from "#lib/use-cases/readings/take-reading.ts";
import type { Connections, OpenedSystem } from "./connections.ts";
import { repeat } from "./rounds.ts";

const PAUSE_MS = 5_000;
/** A read ends before its lease does, so that two workers never read one system at once. */
const READ_MS = (LEASE_SECONDS - 60) * 1000;

/** Reads the records of systems for which that is switched on, one after the other. @returns how to stop it */
export function startReadings(ctx: Ctx, connections: Connections): () => void {
  return repeat(ctx, "records of a system could not be read", PAUSE_MS, () => readNext(ctx, connections));
}

/**
 * Reads what is due: asks the target outside of every transaction, records what came through the very commands that take
 * files and the API, and only then moves the cursor. A worker that dies in between leaves the read to be made again.
 * @returns how many readings were taken
 */
export async function readNext(ctx: Ctx, connections: Pick<Connections, "get">): Promise<number> {
  const reading = await leaseReading(ctx);
  if (reading === undefined) return 0;
  const opened = await connections.get(reading.systemId, reading.systemVersion).catch(() => null);
  if (opened === null) {
    await endOfReading(ctx, reading, notAsked("The system could not be opened with its settings."));
    return 1;
  }
  const request = { cursor: reading.cursor, since: reading.since };
  if (reading.kind === "claims") await takeClaims(ctx, reading, opened, request);
  else await takeUse(ctx, reading, opened, request);
  return 1;
}

function notAsked(sentence: string) {
  return { next: null, more: false, failure: null, retryAfter: null, rows: 0, sentence, refused: [] };
}

const NOTHING_TO_READ = "The connector cannot read this of the system.";

async function takeClaims(ctx: Ctx, reading: LeasedReading, { connection }: OpenedSystem, request: LogRequest) {
  const source = connection.manifest.reads?.claims;
  const read = await reached<LoggedClaim>(() => connection.readClaims?.(request, AbortSignal.timeout(READ_MS)));
  if (read === undefined || source === undefined) return endOfReading(ctx, reading, notAsked(NOTHING_TO_READ));
  if (!(await holdsReading(ctx, reading))) return;
  const rows = read.rows.map((row) => claimRow(row, source, reading.slug));
  const recorded = rows.length === 0 ? null : await recordClaimsInChunks(ctx, rows, null);
  const ids = read.rows.map(({ externalId }) => externalId);
  return ended(ctx, reading, read, recorded, ids);
}

async function takeUse(ctx: Ctx, reading: LeasedReading, { connection }: OpenedSystem, request: LogRequest) {
  const source = connection.manifest.reads?.use;
  const read = await reached<SeenUse>(() => connection.readUse?.(request, AbortSignal.timeout(READ_MS)));
  if (read === undefined || source === undefined) return endOfReading(ctx, reading, notAsked(NOTHING_TO_READ));
  if (!(await holdsReading(ctx, reading))) return;
  const rows = read.rows.map((row) => sightingRow(row, source));
  const recorded = rows.length === 0 ? null : await recordSightingsInChunks(ctx, rows, null);
  const ids = read.rows.map(({ rowId }) => rowId);
  return ended(ctx, reading, read, recorded, ids);
}

/** A connector that throws has read nothing that could be believed. */
async function reached<Row>(read: () => Promise<LogRead<Row>> | undefined): Promise<LogRead<Row> | undefined> {
  try {
    return await read();
  } catch {
    return { rows: [], next: null, more: false, failure: "connection", exchanges: [], retryAfter: null };
  }
}

interface Taken {
  readonly index: number;
  readonly error: DomainError | null;
}

type Recorded =
  | { readonly ok: true; readonly value: { readonly results: readonly Taken[] } }
  | { readonly ok: false }
  | null;

function digestOf(id: string): string {
  return hash("sha256", id, "hex").slice(0, 32);
}

/** @param ids of the rows, as their source gives them */
function ended(
  ctx: Ctx,
  reading: LeasedReading,
  read: LogRead<unknown>,
  recorded: Recorded,
  ids: readonly string[],
): Promise<void> {
  const sentence = recorded?.ok === false ? "What was read could not be recorded; it is read again." : null;
  const finding = read.failure === null ? null : (read.findings?.[0]?.detail ?? null);
  const results = recorded?.ok ? recorded.value.results : [];
  const refused = results.flatMap(({ index, error }) => (error ? [refusedRow(digestOf(ids[index] ?? ""), error)] : []));
  return endOfReading(ctx, reading, { ...read, rows: read.rows.length, sentence: sentence ?? finding, refused });
}

import { ALL_ROWS, withTx } from "#db/tx.ts";
import { SIGHTING_ROLES, type SightingRole } from "#lib/core/candidates/sighting-columns.ts";
import type { DomainError } from "#lib/core/errors.ts";
import { domainError } from "#lib/core/errors.ts";
import { isPermitted } from "#lib/core/permissions.ts";
import { type Decision, ok, type Reasons, refused } from "#lib/core/result.ts";
import type { SightingsFileView, SightingsRefusal, SightingsTakenView } from "#lib/core/views/sightings-file.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { principalOf } from "../_kit/actor.ts";
import { inputRefusals } from "../_kit/input.ts";
import { listedNames } from "../_kit/listed-names.ts";
import { readSightingsFile, type SightingsFile, statedSightings } from "./read-sightings-file.ts";
import { recordSightingsInChunks } from "./record-in-chunks.ts";
import { readSighting, type SightingRead } from "./sighting-row.ts";

const REFUSALS_SHOWN = 100;
const APPLICATIONS_SHOWN = 50;

interface Opened {
  readonly source: string;
  readonly file: SightingsFile;
}

/** Reads the file under what is stated of it. Whoever may not record sightings is not read at all. */
async function open(ctx: Ctx, rawStated: unknown, bytes: AsyncIterable<Uint8Array>): Promise<Decision<Opened>> {
  if (!isPermitted(principalOf(ctx.actor), "candidate:record")) return refused(domainError("not_permitted"));
  const stated = statedSightings.safeParse(rawStated);
  if (!stated.success) return { ok: false, reasons: inputRefusals(stated.error) };
  const file = await readSightingsFile(bytes, stated.data);
  return file.ok ? ok({ source: stated.data.source, file: file.value }) : file;
}

/** What a sign-in log or a statement would come to. Nothing of it is kept. */
export async function previewSightings(
  ctx: Ctx,
  rawStated: unknown,
  bytes: AsyncIterable<Uint8Array>,
): Promise<Decision<SightingsFileView>> {
  const opened = await open(ctx, rawStated, bytes);
  if (!opened.ok) return opened;
  const { source, file } = opened.value;
  const listed = await withTx(ctx.database, ALL_ROWS, "read", listedNames);
  const { good, refusals } = understood(file);
  const named = applicationsOf(good);
  const unlisted = named.filter(({ keys }) => !keys.some((key) => listed.has(key)));
  return ok({
    source,
    rows: file.lines.length,
    titles: file.titles,
    mapping: mappingOf(file),
    applications: named.length,
    listed: named.length - unlisted.length,
    unlisted: unlisted
      .sort((one, other) => other.rows - one.rows)
      .slice(0, APPLICATIONS_SHOWN)
      .map(({ name, rows, people }) => ({ name, rows, people: people.size })),
    refused: refusals.length,
    refusals: refusals.slice(0, REFUSALS_SHOWN),
  });
}

type Taken =
  | { readonly ok: true; readonly value: SightingsTakenView }
  | { readonly ok: false; readonly reasons: Reasons<DomainError> };

/** Takes a sign-in log or a statement in: sent again, nothing counts twice. */
export async function importSightings(ctx: Ctx, rawStated: unknown, bytes: AsyncIterable<Uint8Array>): Promise<Taken> {
  const opened = await open(ctx, rawStated, bytes);
  if (!opened.ok) return opened;
  const { lines, ...file } = opened.value.file;
  const unread = lines.filter(({ row }) => row === null).map(({ line }) => refusalOf(line, UNREAD, file));
  const rows = lines.filter(({ row }) => row !== null);
  const recorded = await recordSightingsInChunks(
    ctx,
    rows.map(({ row }) => row),
    null,
  );
  if (!recorded.ok) return recorded;
  const { results, kept, listed, duplicates } = recorded.value;
  const late = results.flatMap(({ index, error }) =>
    error === null ? [] : [refusalOf(rows[index]?.line ?? 0, { ...error, path: pathIn(error) }, file)],
  );
  const refusals = [...unread, ...late].sort((one, other) => one.line - other.line);
  return {
    ok: true,
    value: {
      ...{ rows: lines.length, kept, listed, duplicates, refused: refusals.length },
      refusals: refusals.slice(0, REFUSALS_SHOWN),
      candidates: new Set(results.flatMap(({ candidateId }) => candidateId ?? [])).size,
    },
  };
}

const UNREAD = domainError("input_invalid", {
  sentence: "The line cannot be read. Nothing of it was kept. Correct it and send the file again.",
});

function pathIn({ path = "" }: DomainError): string {
  return path.replace(/^sightings\[\d+\]\.?/, "");
}

/** Fields of a row, by the column that they come from. */
const ROLE_OF: Readonly<Record<string, SightingRole>> = {
  name: "name",
  domain: "domain",
  person: "person",
  seenAt: "seen_at",
  zone: "seen_at",
  seats: "seats",
  costCentre: "cost_centre",
  amount: "amount",
  scope: "scope",
  rowId: "row_id",
};

function refusalOf(
  line: number,
  { path = "", sentence }: DomainError,
  { titles, columns }: Omit<SightingsFile, "lines">,
): SightingsRefusal {
  const role = ROLE_OF[path];
  const at = role === undefined ? undefined : columns[role];
  return { line, column: at === undefined ? null : (titles[at] ?? null), sentence };
}

function understood(file: SightingsFile): { good: SightingRead[]; refusals: SightingsRefusal[] } {
  const good: SightingRead[] = [];
  const refusals: SightingsRefusal[] = [];
  for (const { line, row } of file.lines) {
    const read = row === null ? refused(UNREAD) : readSighting(row);
    if (read.ok) good.push(read.value);
    else refusals.push(refusalOf(line, read.reasons[0], file));
  }
  return { good, refusals };
}

interface Application {
  readonly name: string;
  readonly keys: readonly string[];
  rows: number;
  readonly people: Set<string>;
}

/** Applications of the rows, each under the first key it goes by. */
function applicationsOf(rows: readonly SightingRead[]): Application[] {
  const found = new Map<string, Application>();
  for (const { input, keys, person } of rows) {
    const key = keys[0] ?? "";
    const one = found.get(key) ?? { name: input.name, keys, rows: 0, people: new Set<string>() };
    one.rows += 1;
    if (person !== null) one.people.add(person);
    found.set(key, one);
  }
  return [...found.values()];
}

function mappingOf({ titles, columns }: SightingsFile): Record<string, string> {
  return Object.fromEntries(
    SIGHTING_ROLES.flatMap((role) => {
      const at = columns[role];
      return at === undefined ? [] : [[role, titles[at] ?? ""] as const];
    }),
  );
}

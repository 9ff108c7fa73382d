import { readNow } from "#db/queries/clock/read-now.ts";
import { countActivePeople, countOpenings } from "#db/queries/intake/count-openings.ts";
import { ALL_ROWS, type Tx, withTx } from "#db/tx.ts";
import { domainError } from "#lib/core/errors.ts";
import { massFindings, openingLimit } from "#lib/core/intake/mass-guard.ts";
import { PEOPLE_ROLES } from "#lib/core/people/people-columns.ts";
import { isPermitted } from "#lib/core/permissions.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";
import type { PeopleFileRefusal, PeopleFileRow, PeopleFileView } from "#lib/core/views/people-file.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { principalOf } from "../../_kit/actor.ts";
import { inputRefusals } from "../../_kit/input.ts";
import { eventTime } from "../../_kit/times.ts";
import { type KnownLine, type Matched, matchKnown } from "./match-known.ts";
import { type PeopleLines, readPeopleFile } from "./read-people-file.ts";
import { type StatedPeople, statedPeople } from "./stated.ts";
import { type BadLine, type LeavingLine, understandPeople } from "./understand-people.ts";

const SHOWN = 5;
const OTHER_NAMES_SHOWN = 50;
const REFUSALS_SHOWN = 100;

/** A file of people, understood and held against who is known. */
export interface PeopleFile {
  readonly stated: StatedPeople;
  readonly file: PeopleLines;
  readonly matched: Matched;
}

/** Reads a file of people and matches it with who is known. Writes nothing. */
export async function openPeople(
  ctx: Ctx,
  rawStated: unknown,
  source: AsyncIterable<Uint8Array>,
): Promise<Decision<PeopleFile>> {
  if (!isPermitted(principalOf(ctx.actor), "import:run")) return refused(domainError("not_permitted"));
  const parsed = statedPeople.safeParse(rawStated);
  if (!parsed.success) return { ok: false, reasons: inputRefusals(parsed.error) };
  const file = await readPeopleFile(source, parsed.data);
  if (!file.ok) return file;
  const understood = understandPeople(file.value, parsed.data);
  if (!understood.ok) return understood;
  const matched = await withTx(ctx.database, ALL_ROWS, "read", (tx) =>
    matchKnown(tx, understood.value, file.value.key),
  );
  return ok({ stated: parsed.data, file: file.value, matched });
}

/** What a file of people would come to. Nothing of it is taken. */
export async function previewPeople(
  ctx: Ctx,
  rawStated: unknown,
  source: AsyncIterable<Uint8Array>,
): Promise<Decision<PeopleFileView>> {
  const opened = await openPeople(ctx, rawStated, source);
  if (!opened.ok) return opened;
  const { stated, file, matched } = opened.value;
  const { leaving, known } = matched;
  const [now, heldAbove] = await withTx(ctx.database, ALL_ROWS, "read", async (tx) => {
    const newcomers = leaving.filter((one) => !known.has(one.personKey)).length;
    return [await readNow(tx), await heldAboveOf(tx, stated.source, leaving.length, newcomers)] as const;
  });
  return ok({
    source: stated.source,
    titles: file.titles,
    mapping: mappingOf(file),
    key: file.key,
    rows: file.lines.length,
    leaving: leaving.length,
    scheduled: leaving.filter(({ end }) => end.at > now).length,
    staying: matched.staying,
    known: leaving.filter((one) => known.has(one.personKey)).length,
    emailsAdded: leaving.filter((one) => known.get(one.personKey)?.addsEmail).length,
    otherNames: leaving.filter((one) => known.get(one.personKey)?.otherName).length,
    refused: matched.bad.length,
    refusals: refusalsOf(matched.bad, file),
    firstRows: rowsShown(matched).map((one) => rowView(one, known.get(one.personKey), now)),
    heldAbove,
  });
}

/** The limit that the file would pass, as the guard against mass events will see it; null: it stays below. */
async function heldAboveOf(tx: Tx, source: string, opening: number, newcomers: number): Promise<number | null> {
  const openings = await countOpenings(tx, source);
  const activePeople = (await countActivePeople(tx)) + newcomers;
  if (openings.held) return openingLimit(activePeople);
  const load = { activePeople, openedLastHour: openings.lastHour, approved: openings.released };
  const findings = massFindings({ ...load, opening, singleEmergency: false, rows: null });
  return findings.length === 0 ? null : openingLimit(activePeople);
}

function mappingOf({ titles, columns }: PeopleLines): Record<string, string> {
  return Object.fromEntries(
    PEOPLE_ROLES.flatMap((role) => {
      const at = columns[role];
      return at === undefined ? [] : [[role, titles[at] ?? ""] as const];
    }),
  );
}

/** The first rows; before them those to look at: people who are known under another name. */
function rowsShown({ leaving, known }: Matched): readonly LeavingLine[] {
  const isOther = (one: LeavingLine) => known.get(one.personKey)?.otherName === true;
  const others = leaving.filter(isOther).slice(0, OTHER_NAMES_SHOWN);
  const rest = leaving.filter((one) => !isOther(one)).slice(0, Math.max(0, SHOWN - others.length));
  return [...others, ...rest];
}

function rowView(one: LeavingLine, known: KnownLine | undefined, now: number): PeopleFileRow {
  const { line, personKey, email, endText, kind, end } = one;
  const name = one.name ?? known?.recordedName ?? personKey;
  const stated = { effectiveAt: end.at, zone: end.zone, precision: end.precision, effectiveText: endText };
  return {
    line,
    personKey,
    name,
    recordedName: known === undefined || known.recordedName === name ? null : known.recordedName,
    email,
    emailAdded: known?.addsEmail ?? false,
    endText,
    end: eventTime(stated),
    kind,
    scheduled: end.at > now,
  };
}

/** The first refusals as a person finds them in the file. */
export function refusalsOf(bad: readonly BadLine[], { titles, columns }: PeopleLines): PeopleFileRefusal[] {
  return bad.slice(0, REFUSALS_SHOWN).map(({ line, role, error }) => {
    const at = role === null ? undefined : columns[role];
    return { line, column: at === undefined ? null : (titles[at] ?? null), sentence: error.sentence };
  });
}

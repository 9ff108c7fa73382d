import { VERDICT_GROUP } from "../access/verdict-key.ts";
import type { IsoUtc } from "../views/time.ts";
import { paperTime } from "./paper-time.ts";
import type { SheetInput, SheetItem, SheetLook } from "./sheet-input.ts";

/** What the ledger itself lacks. Said first: it concerns every line below. */
const NOT_SIGNED =
  "The ledger is not signed: no checkpoint covers the entries of this case, so their order and number rest on this database alone.";

/** Every piece of evidence that one would look for and not find, a line each. Nothing is left out for being embarrassing. */
export function missingEvidence(input: SheetInput): readonly string[] {
  const time = (iso: IsoUtc) => paperTime(iso, input.offsetAt(iso));
  const ended = input.leaver.header.status.startsWith("closed_");
  const whole = [
    ...(input.checkpoint === null ? [NOT_SIGNED] : []),
    ...(input.lastLeaf === null ? ["The ledger holds no entry of this case."] : []),
    ...(input.personErased ? ["The person's profile was erased: the name is not kept any more."] : []),
    ...input.leaver.foundLate.map(
      (name) =>
        `${name} came into the inventory after this case had closed: what was proved then, was proved without it.`,
    ),
    ...(input.items.length === 0 ? ["Nothing was looked at: the case has no item."] : []),
  ];
  const byItem = input.items.flatMap((item) => {
    const lacks = lacksOf(item, ended ? null : input.leaver.asOfIso, time);
    return lacks.length === 0 ? [] : [`${item.systemName} · ${item.label}: ${lacks.join("; ")}.`];
  });
  return [...whole, ...byItem];
}

function lacksOf(item: SheetItem, staleAsOf: IsoUtc | null, time: (iso: IsoUtc) => string): readonly string[] {
  const { last } = item;
  const open = VERDICT_GROUP[item.verdict] === "open";
  const hasStatement = item.statements.length > 0;
  return [
    ...(last === null && !hasStatement ? ["no observation"] : []),
    ...(last === null ? [] : lookLacks(last, staleAsOf, time)),
    ...(open && item.claims.length === 0 ? ["no claim"] : []),
    ...item.claimsRawDeleted.map((at) => `the raw request and answer of the claim of ${time(at)} were deleted`),
    ...item.statements.flatMap(({ kind, artefact }) =>
      kind === "attestation" && artefact !== null
        ? ["the artefact of the attestation is not kept here, its digest is"]
        : [],
    ),
  ];
}

function lookLacks(last: SheetLook, staleAsOf: IsoUtc | null, time: (iso: IsoUtc) => string): readonly string[] {
  const at = time(last.seen.startedAtIso);
  const { completeness, evidence } = last.seen;
  return [
    ...(completeness === "failed" ? [`the last look, ${at}, failed`] : []),
    ...(completeness === "partial" ? [`the last look, ${at}, was partial`] : []),
    // Text of equal form sorts as time does.
    ...(staleAsOf !== null && last.staleAtIso < staleAsOf
      ? [`the last look, ${at}, is older than its freshness, which ended ${time(last.staleAtIso)}`]
      : []),
    ...(last.raw === "deleted" ? [`the raw request and answer of the look of ${at} were deleted`] : []),
    ...(last.raw === "none" ? [`no raw request and answer were kept of the look of ${at}`] : []),
    ...(evidence === null ? [`no entry of this case names the look of ${at}`] : []),
  ];
}

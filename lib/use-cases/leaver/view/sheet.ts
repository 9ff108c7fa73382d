import { Temporal } from "temporal-polyfill";
import type { AttestationFact, ExceptionFact, Facts, HoldFact } from "#db/queries/verdicts/load-facts.ts";
import type { ItemRow, SystemRow } from "#db/queries/views/read-rows.ts";
import type { CaseClaimRow, CaseLookRow } from "#db/queries/views/read-sheet.ts";
import { VERDICT_REASON_WORD } from "#lib/core/access/verdict-reason.ts";
import type { OffsetAt, SheetItem, SheetLook, SheetStatement } from "#lib/core/sheet/sheet-input.ts";
import { grouped } from "../../_kit/grouped.ts";
import { isoUtc } from "../../_kit/times.ts";
import { claimViews, observationView } from "./item.ts";
import { labelOf, rankOf } from "./rows.ts";

/** Rows of one case out of which the sheet's items are made. */
export interface SheetRows {
  readonly items: readonly ItemRow[];
  /** In the order in which the sheet names them. */
  readonly systems: readonly SystemRow[];
  readonly facts: Facts;
  readonly looks: readonly CaseLookRow[];
  readonly claims: readonly CaseClaimRow[];
  readonly leaves: ReadonlyMap<string, string>;
  readonly names: ReadonlyMap<string, string>;
}

/** Offset of `zone` at any instant, as the sheet prints it. */
export function offsetsOf(zone: string): OffsetAt {
  return (iso) => Temporal.Instant.from(iso).toZonedDateTimeISO(zone).offset;
}

/** Every item with all that was said and seen of it, system by system, worst first within each. */
export function sheetItems(rows: SheetRows): readonly SheetItem[] {
  const bySystem = grouped(rows.items, (item) => item.systemId);
  const looks = grouped(rows.looks, (look) => look.itemId);
  const claims = grouped(rows.claims, (claim) => claim.itemId);
  const freshness = new Map(rows.facts.items.map((item) => [item.id, item.freshness]));
  return rows.systems.flatMap((system) =>
    [...(bySystem.get(system.id) ?? [])]
      .sort((a, b) => rankOf(a.key) - rankOf(b.key))
      .map((item): SheetItem => {
        const seen = looks.get(item.id) ?? [];
        const said = claims.get(item.id) ?? [];
        return {
          systemName: system.name,
          tier: system.tier,
          layer: item.layer,
          label: labelOf(item),
          verdict: item.key,
          because: VERDICT_REASON_WORD[item.reason],
          untilIso: isoUtc(item.until),
          claims: claimViews(said, seen, freshness.get(item.id) ?? 0),
          claimsRawDeleted: said.filter(isRawDeleted).map(({ at }) => isoUtc(at)),
          looks: seen.length,
          looksUnsettled: seen.filter(({ completeness }) => completeness === "failed" || completeness === "partial")
            .length,
          last: lastLook(seen, system, rows.leaves),
          statements: statementsOf(item.id, rows),
        };
      }),
  );
}

function isRawDeleted({ rawBlobId, rawKept }: Pick<CaseClaimRow, "rawBlobId" | "rawKept">): boolean {
  return rawBlobId !== null && !rawKept;
}

function lastLook(
  looks: readonly CaseLookRow[],
  { tier }: SystemRow,
  leaves: ReadonlyMap<string, string>,
): SheetLook | null {
  const last = looks.at(-1);
  if (last === undefined) return null;
  return {
    seen: observationView(last, tier, leaves.get(last.id) ?? null),
    staleAtIso: isoUtc(last.staleAt),
    raw: last.rawKept ? "kept" : isRawDeleted(last) ? "deleted" : "none",
  };
}

function statementsOf(itemId: string, { facts, names }: SheetRows): readonly SheetStatement[] {
  const own = <Row extends { readonly itemId: string }>(all: readonly Row[]) =>
    all.filter((row) => row.itemId === itemId);
  const nameOf = (id: string) => names.get(id) ?? id;
  return [
    ...own(facts.attestations).map((row) => attestation(row, nameOf)),
    ...own(facts.exceptions).map((row) => exception(row, nameOf)),
    ...own(facts.holds).map(hold),
  ];
}

function attestation(row: AttestationFact, nameOf: (id: string) => string): SheetStatement {
  return {
    kind: "attestation",
    atIso: isoUtc(row.seenAt),
    untilIso: null,
    by: nameOf(row.by),
    says: `saw it ${row.saw}`,
    artefact: row.artefact,
  };
}

function exception(row: ExceptionFact, nameOf: (id: string) => string): SheetStatement {
  return {
    kind: "exception",
    atIso: isoUtc(row.approvedAt),
    untilIso: isoUtc(row.until),
    by: `${nameOf(row.approvedBy)}, asked for by ${nameOf(row.requestedBy)}`,
    says: row.reason,
    artefact: null,
  };
}

function hold(row: HoldFact): SheetStatement {
  return {
    kind: "hold",
    atIso: isoUtc(row.orderedAt),
    untilIso: isoUtc(row.until),
    by: row.authority,
    says: "kept on purpose",
    artefact: null,
  };
}

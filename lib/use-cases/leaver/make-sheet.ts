import { listItems } from "#db/queries/leavers/list-items.ts";
import { loadFacts } from "#db/queries/verdicts/load-facts.ts";
import type { CaseRow } from "#db/queries/views/read-case.ts";
import { readItems, readSystems } from "#db/queries/views/read-rows.ts";
import {
  readCaseClaims,
  readCaseLooks,
  readChainEnd,
  readNames,
  readObservationLeaves,
} from "#db/queries/views/read-sheet.ts";
import type { Tx } from "#db/tx.ts";
import { utf8 } from "#lib/core/evidence/bytes.ts";
import { type CanonicalValue, canonicalJson } from "#lib/core/evidence/canonical.ts";
import { sheetContent } from "#lib/core/sheet/sheet-content.ts";
import type { SheetView } from "#lib/core/views/sheet.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { accountableText, principalOf } from "../_kit/actor.ts";
import { isoUtc } from "../_kit/times.ts";
import { leaverView } from "./read-leaver.ts";
import { offsetsOf, sheetItems } from "./view/sheet.ts";

/** A sheet, and how many items it is about. */
export interface MadeSheet extends SheetView {
  readonly items: number;
}

/** The evidence sheet of a case that was found, as of the database's clock. The query and the export print this one. */
export async function makeSheet(tx: Tx, ctx: Ctx, one: CaseRow, demo: boolean): Promise<MadeSheet> {
  const [leaver, items, systems, facts, looks, claims, leaves, chain] = await Promise.all([
    leaverView(tx, ctx, one),
    readItems(tx, one.id),
    readSystems(tx, one.id),
    listItems(tx, [one.id]).then((ids) => loadFacts(tx, ids)),
    readCaseLooks(tx, one.id),
    readCaseClaims(tx, one.id),
    readObservationLeaves(tx, one.id),
    readChainEnd(tx, one.id),
  ]);
  const printer = userOf(ctx) ?? accountableText(ctx.actor);
  const people = [
    printer,
    ...facts.attestations.map(({ by }) => by),
    ...facts.exceptions.flatMap(({ approvedBy, requestedBy }) => [approvedBy, requestedBy]),
  ];
  const names = await readNames(tx, people);
  const byId = new Map(systems.map((system) => [system.id, system]));
  const ordered = leaver.rows.flatMap(({ systemId }) => byId.get(systemId) ?? []);
  const content = sheetContent({
    leaver,
    notifiedAtIso: isoUtc(one.notifiedAt),
    openedAtIso: isoUtc(one.openedAt),
    ...chain,
    items: sheetItems({ items, systems: ordered, facts, looks, claims, leaves, names }),
    checkpoint: null,
    printedBy: `${names.get(printer) ?? printer} (${principalOf(ctx.actor)})`,
    demo,
    offsetAt: offsetsOf(one.zone),
  });
  return { content, digest: digestOf(content, ctx), items: items.length };
}

function userOf({ actor }: Ctx): string | null {
  return "userId" in actor ? actor.userId : null;
}

function digestOf(content: SheetView["content"], { sha256 }: Ctx): string {
  // Built of text, numbers, lists and null alone; an interface has no index signature to show it.
  return Buffer.from(sha256(utf8(canonicalJson(content as unknown as CanonicalValue)))).toString("hex");
}

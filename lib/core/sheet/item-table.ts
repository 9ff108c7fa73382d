import { LAYER_HEAD } from "../access/layer-word.ts";
import type { Completeness, Independence } from "../access/observation.ts";
import { VERDICT_GROUP } from "../access/verdict-key.ts";
import type { SheetBlockView, SheetCellView } from "../views/sheet.ts";
import type { IsoUtc } from "../views/time.ts";
import { counted, fact, lined, marked, plain, table } from "./cells.ts";
import { paperTime } from "./paper-time.ts";
import type { SheetInput, SheetItem, SheetLook, SheetStatement } from "./sheet-input.ts";

const HOW: Readonly<Record<Completeness, string>> = {
  lookup: "looked up by id",
  complete: "complete listing",
  partial: "partial, proves nothing absent",
  failed: "failed, proves nothing",
};

const HOW_FAR: Readonly<Record<Independence, string>> = {
  self: "not independent",
  same_credential: "same credential",
  separate_credential: "separate credential",
  other_person: "another person",
  other_channel: "another channel",
};

const STATEMENT_WORD: Readonly<Record<SheetStatement["kind"], string>> = {
  attestation: "Attested",
  exception: "Excepted",
  hold: "Held",
};

type Time = (iso: IsoUtc) => string;

/** Every item: what was said, what was seen, the verdict, and the leaf that proves the look. */
export function itemTable({ items, offsetAt }: SheetInput): SheetBlockView {
  const time = (iso: IsoUtc) => paperTime(iso, offsetAt(iso));
  const rows = items.map((item) => ({
    cells: [
      plain(`${item.systemName}, ${LAYER_HEAD[item.layer].toLowerCase()}: ${item.label}`),
      lined(saidLines(item, time), "None"),
      plain(item.last === null ? "None" : seenWords(item.last, time)),
      verdictCell(item, time),
    ],
    under: leafWords(item.last),
  }));
  const heads = [
    ["Item", 22],
    ["Claims, all actors", 30],
    ["Last observation", 26],
    ["Verdict, and why", 22],
  ] as const;
  return table(`All ${counted(items.length, "item")}: claim and observation`, heads, rows);
}

function verdictCell({ verdict, untilIso, because }: SheetItem, time: Time): SheetCellView {
  return marked(verdict, untilIso === null ? "" : time(untilIso), because);
}

function saidLines({ claims, statements }: SheetItem, time: Time): readonly string[] {
  const said = claims.map(
    ({ actor, sentence, atIso, contradictedAtIso }) =>
      `${actor} ${sentence}, ${time(atIso)}${contradictedAtIso === null ? "" : ` (contradicted by the look of ${time(contradictedAtIso)})`}.`,
  );
  const stated = statements.map(
    ({ kind, atIso, untilIso, by, says, artefact }) =>
      `${STATEMENT_WORD[kind]} ${time(atIso)}${untilIso === null ? "" : `, until ${time(untilIso)}`}, by ${by}: ${says}.${artefact === null ? "" : ` Artefact sha-256 ${artefact}.`}`,
  );
  return [...said, ...stated];
}

function seenWords({ seen }: SheetLook, time: Time): string {
  return `${seen.found}. Started ${time(seen.startedAtIso)}, ${HOW[seen.completeness]}, ${HOW_FAR[seen.independence]}, read by ${seen.readBy}.`;
}

function leafWords(last: SheetLook | null): string {
  const leaf = last?.seen.evidence?.leafHash ?? null;
  return leaf === null ? "Leaf of the last look: none" : `Leaf of the last look: sha-256 ${leaf}`;
}

/** What was said against what was seen, in counts that have their denominators. */
export function claimsBlock({ items }: SheetInput): SheetBlockView {
  const claims = items.flatMap((item) => item.claims);
  const contradicted = claims.filter((claim) => claim.contradictedAtIso !== null).length;
  const says = claims.filter(({ state }) => state === "removed" || state === "already_absent");
  const looks = items.reduce((sum, item) => sum + item.looks, 0);
  const unsettled = items.reduce((sum, item) => sum + item.looksUnsettled, 0);
  const claimed = items.filter((item) => item.claims.length > 0);
  const claimedOpen = claimed.filter((item) => VERDICT_GROUP[item.verdict] === "open").length;
  const unseen = items.filter((item) => item.looks === 0).length;
  return {
    kind: "facts",
    title: "Claims against observations",
    facts: [
      fact("Claims", `${claims.length}, of which ${says.length} say that access is gone`),
      fact("Contradicted by a later look", `${contradicted} of ${says.length}`),
      fact("Items claimed and still open", `${claimedOpen} of ${claimed.length} claimed, ${items.length} in all`),
      fact("Observations", `${looks}, of which ${unsettled} failed or were partial and settle nothing`),
      fact("Items never looked at", `${unseen} of ${items.length}`),
    ],
  };
}

import { VERDICT_GROUP, VERDICT_WORD, type VerdictKey } from "../access/verdict-key.ts";
import { headlineSentence } from "../leaver/headline.ts";
import type { DeadlineView } from "../views/exposure.ts";
import type { MilestoneKey, TroubleKey } from "../views/leaver.ts";
import { LEAVER_STATUS_WORD } from "../views/leaver-status.ts";
import type { SheetBlockView } from "../views/sheet.ts";
import type { IsoUtc } from "../views/time.ts";
import { counted, fact, plain, table } from "./cells.ts";
import { paperDay, paperTime } from "./paper-time.ts";
import type { SheetInput } from "./sheet-input.ts";

const MILESTONE_WORD: Readonly<Record<MilestoneKey, string>> = {
  effective_end: "Effective end",
  contained: "Contained",
  access_ended: "Access ended",
  closed: "Closed",
};

export const OUTCOME_WORD: Readonly<Record<DeadlineView["state"], string>> = {
  due: "Due",
  met: "Met",
  missed: "Missed",
  undeterminable: "Undeterminable",
};

/** Whom the sheet is about, when they left, who said so, and by which policy it is measured. */
export function identityBlock(input: SheetInput): SheetBlockView {
  const { header } = input.leaver;
  const end = header.effectiveEnd;
  const time = (iso: IsoUtc) => `${paperTime(iso, input.offsetAt(iso))}, ${end.zone}`;
  const dateOnly = end.precision === "date";
  return {
    kind: "facts",
    title: "Leaver",
    facts: [
      fact("Person", header.personName),
      fact("Leaver", header.id),
      fact("Effective end", dateOnly ? `${paperDay(end.atIso, end.offset)}, date only` : time(end.atIso)),
      fact("Effective end, UTC", paperTime(end.atIso, "+00:00")),
      fact(
        "Precision",
        dateOnly ? `date: no time of day was given, assumed the end of the day in ${end.zone}` : "minute",
      ),
      fact("As the source wrote it", end.originalText === "" ? "erased" : end.originalText),
      fact("Source", `${header.source}, event ${header.sourceEventId}`),
      fact("Notified", input.notifiedAtIso === null ? "the source states no time" : time(input.notifiedAtIso)),
      fact("Opened", time(input.openedAtIso)),
      fact("Policy", header.policyText),
      fact("State", LEAVER_STATUS_WORD[header.status]),
    ],
  };
}

/** The result in one sentence, with its denominator and the instant it is true of. */
export function resultBlock(input: SheetInput): SheetBlockView {
  const { leaver } = input;
  const { headline, header } = leaver;
  const held =
    headline.open === 0
      ? "No item is open."
      : `${counted(headline.open, "item")} of ${headline.total} ${headline.open === 1 ? "is" : "are"} open: ${openWords(input)}.`;
  return {
    kind: "result",
    strong: `${LEAVER_STATUS_WORD[header.status]}. ${headlineSentence(headline)}.`,
    text: `${held} As of ${paperTime(leaver.asOfIso, input.offsetAt(leaver.asOfIso))}, ${header.effectiveEnd.zone}.`,
  };
}

function openWords({ items, leaver }: SheetInput): string {
  const counts = new Map<VerdictKey, number>();
  for (const { verdict } of items)
    if (VERDICT_GROUP[verdict] === "open") counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const words = [...counts].map(([key, count]) => `${count} ${VERDICT_WORD[key].toLowerCase()}`);
  const unowned: TroubleKey = "no_owner";
  const count = leaver.troubles.find(({ key }) => key === unowned)?.count ?? 0;
  return [...words, ...(count === 0 ? [] : [`${count} of them without owner`])].join(", ");
}

/** How far each milestone is, and what became of its deadline. */
export function milestoneTable({ leaver, offsetAt }: SheetInput): SheetBlockView {
  const time = (iso: IsoUtc | null) => (iso === null ? "–" : paperTime(iso, offsetAt(iso)));
  const rows = leaver.milestones.map(({ key, state, reachedAtIso, left, deadline }) => ({
    cells: [
      plain(MILESTONE_WORD[key]),
      plain(state === "reached" ? "Reached" : `Open, ${counted(left, "item")} left`),
      plain(state === "reached" ? (reachedAtIso === null ? "Not known" : time(reachedAtIso)) : "–"),
      plain(time(deadline?.atIso ?? null)),
      plain(deadline === null ? "–" : OUTCOME_WORD[deadline.state]),
    ],
  }));
  const heads = [
    ["Milestone", 16],
    ["State", 18],
    ["Reached", 26],
    ["Deadline", 26],
    ["Outcome", 14],
  ] as const;
  return table("Milestones", heads, rows);
}

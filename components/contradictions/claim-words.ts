import type { Presence } from "#lib/core/access/observation.ts";
import type { ClaimRowView, ClaimTab, ContradictionsView } from "#lib/core/views/contradictions.ts";
import { LAYER_WORD } from "../ledger/layer-words.ts";
import { isBounded } from "./period-words.ts";

/** Words on tabs. */
export const TAB_WORD: Readonly<Record<ClaimTab, string>> = {
  contradicted: "Contradicted",
  cannot_check: "Cannot check",
  awaiting_look: "Awaiting a look",
  confirmed: "Confirmed",
  not_matched: "Not matched",
};

const SEEN_WORD: Readonly<Record<Presence, string>> = {
  active: "seen usable",
  disabled: "seen disabled",
  absent: "seen gone",
  unknown: "could not be told",
};

/** Tool under which claims count that people made here. */
const OWN_TOOL = "Closeout";

/** `Okta Workflows`, or that a person said so here. */
export function toolWord(tool: string): string {
  return tool === OWN_TOOL ? "Reported in Closeout" : tool;
}

const tasks = (count: number) => `${count} ${count === 1 ? "task" : "tasks"}`;
const are = (count: number) => `${count} ${count === 1 ? "is" : "are"}`;

/** `Of 412 tasks marked completed, 31 are contradicted, 96 cannot be checked`. */
export function headlineOf({ counts, period }: Pick<ContradictionsView, "counts" | "period">): string {
  if (counts.total === 0 && isBounded(period)) return "No other tool said of this period that anything was removed";
  if (counts.total === 0) return "No other tool has said yet that anything was removed";
  const { total, contradicted, cannot_check: unchecked } = counts;
  return `Of ${tasks(total)} marked completed, ${are(contradicted)} contradicted, ${unchecked} cannot be checked`;
}

/** `looked at after the claim: 316 of 412 (76.7 %)`. */
export function coverageOf({ counts }: ContradictionsView): string {
  const looked = counts.contradicted + counts.confirmed;
  const share = counts.total === 0 ? 0 : (looked / counts.total) * 100;
  return `looked at after the claim: ${looked} of ${counts.total} (${share.toFixed(1)} %)`;
}

/** `Okta Workflows is contradicted most: 12 of 92`. */
export function worstTool(view: ContradictionsView): string {
  const [worst] = view.byTool;
  if (worst === undefined || worst.contradicted === 0) return "No tool is contradicted";
  return `${toolWord(worst.tool)} is contradicted most: ${worst.contradicted} of ${worst.total}`;
}

/** `SAP hides most: 29 of 33 claims cannot be checked`. */
export function blindSystem(view: ContradictionsView): string {
  const [first, ...others] = view.bySystem;
  if (first === undefined) return "Nothing was claimed of any system";
  const blind = others.reduce((most, one) => (one.cannot_check > most.cannot_check ? one : most), first);
  if (blind.cannot_check === 0) return "Every claim of every system can be checked";
  return `${blind.name} hides most: ${blind.cannot_check} of ${blind.total} claims cannot be checked`;
}

/** What a look saw of which access: `Account of mia.berg: seen usable`. */
export function seenWords({ label, accountLabel, layer, presence, because, standing, cameBack }: ClaimRowView): string {
  const what = label ?? (accountLabel === null ? LAYER_WORD[layer] : `${LAYER_WORD[layer]} of ${accountLabel}`);
  if (presence === null || standing === "cannot_check") return `${what}. ${because}`;
  return cameBack ? `${what}: ${SEEN_WORD[presence]}. ${because}` : `${what}: ${SEEN_WORD[presence]}`;
}

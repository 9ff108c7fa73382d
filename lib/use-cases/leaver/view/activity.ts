import type { ActivityRow } from "#db/queries/views/read-activity.ts";
import { VERDICT_WORD, type VerdictKey } from "#lib/core/access/verdict-key.ts";
import type { ActivityView } from "#lib/core/views/leaver.ts";
import { LAYER_WORD } from "./rows.ts";
import { isoOf } from "./times.ts";

const CLAIM_SENTENCE: Readonly<Record<string, string>> = {
  removed: "reported removed",
  already_absent: "found nothing to remove",
  refused: "was refused",
  still_present: "reported still there",
  failed: "could not act",
  attempted: "sent a revocation; its answer is not known",
};

/** One happening in a sentence. Claims and observations never share a word. */
export function activityView(row: ActivityRow): ActivityView {
  return { atIso: isoOf(row.at), actor: row.actor ?? "Closeout", sentence: sentenceOf(row) };
}

function sentenceOf({ what, code, systemName, layer }: ActivityRow): string {
  const where = [systemName, layer === null ? null : LAYER_WORD[layer as keyof typeof LAYER_WORD]]
    .filter((part) => part !== null)
    .join(" · ");
  switch (what) {
    case "claim":
      return `${where}: ${CLAIM_SENTENCE[code] ?? code}`;
    case "verdict":
      return `${where}: ${VERDICT_WORD[code as VerdictKey] ?? code}`;
    case "state":
      return `Case is ${code.replaceAll("_", " ")}`;
    case "assignment":
      return `${where}: ${code} is the owner`;
  }
}

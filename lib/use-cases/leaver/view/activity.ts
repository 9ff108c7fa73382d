import type { ActivityRow } from "#db/queries/views/read-activity.ts";
import { VERDICT_WORD } from "#lib/core/access/verdict-key.ts";
import type { ActivityView } from "#lib/core/views/leaver.ts";
import { isoUtc } from "../../_kit/times.ts";
import { LAYER_WORD } from "./rows.ts";

const CLAIM_SENTENCE: Readonly<Record<string, string>> = {
  removed: "reported removed",
  already_absent: "found nothing to remove",
  refused: "was refused",
  still_present: "reported still there",
  failed: "could not act",
  attempted: "sent a revocation; its answer is not known",
};

/** Rows carry texts; one that is not of the set is shown as it is. */
const LAYERS: Readonly<Record<string, string>> = LAYER_WORD;
const VERDICTS: Readonly<Record<string, string>> = VERDICT_WORD;

/** One happening in a sentence. Claims and observations never share a word. */
export function activityView(row: ActivityRow): ActivityView {
  return { atIso: isoUtc(row.at), actor: row.actor ?? "Closeout", sentence: sentenceOf(row) };
}

function sentenceOf({ what, code, systemName, layer }: ActivityRow): string {
  const where = [systemName, layer === null ? null : (LAYERS[layer] ?? layer)]
    .filter((part) => part !== null)
    .join(" · ");
  switch (what) {
    case "claim":
      return `${where}: ${CLAIM_SENTENCE[code] ?? code}`;
    case "verdict":
      return `${where}: ${VERDICTS[code] ?? code}`;
    case "state":
      return `Case is ${code.replaceAll("_", " ")}`;
    case "assignment":
      return `${where}: ${code} is the owner`;
  }
}

import type { LeaverView, TroubleKey } from "#lib/core/views/leaver.ts";
import { TROUBLE_WORD } from "./trouble-words.ts";

const IN_CAPTION: readonly TroubleKey[] = [
  "came_back",
  "still_present",
  "missed_at_inventory",
  "latent",
  "cannot_check",
  "no_owner",
];

/** The table in one sentence, for those who do not see it. */
export function ledgerCaption(leaver: LeaverView): string {
  const troubles = leaver.troubles
    .filter((trouble) => IN_CAPTION.includes(trouble.key))
    .map((trouble) => `${TROUBLE_WORD[trouble.key]} ${trouble.count}`);
  const worst = troubles.length > 0 ? `${troubles.join(", ")}; ` : "";
  return `Access of ${leaver.header.personName} by system and control layer. ${worst}${leaver.headline.verified} of ${leaver.headline.total} verified.`;
}

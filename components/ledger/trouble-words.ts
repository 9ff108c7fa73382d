import { VERDICT_WORD } from "#lib/core/access/verdict-key.ts";
import type { TroubleKey } from "#lib/core/views/leaver.ts";

/** Words of the chips above the ledger. */
export const TROUBLE_WORD: Readonly<Record<TroubleKey, string>> = {
  ...VERDICT_WORD,
  no_owner: "No owner",
  waiting_for_check: "Waiting for a check",
  acting_now: "Acting now",
};

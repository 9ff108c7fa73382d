/** Why a case cannot close, closed, with the words that screens show. Each code is one check. */
export const BLOCKER_WORD = {
  state_not_open: "The case is not open.",
  before_effective_time: "The effective end has not come yet.",
  epoch_passed: "The leaving was rescinded or the person rehired.",
  inventory_incomplete: "The inventory is not complete.",
  nothing_looked_at: "Nothing was looked at.",
  listing_held: "A listing is held for a person.",
  credential_in_use: "A connector signs in with the leaver's own credential: replace it before anything is acted on.",
  item_open: "Access is not seen to have ended.",
  verdict_aged: "A verdict is too old to close on.",
  attested_above_tier_2: "An attestation does not count on tiers 0 and 1.",
  exception_without_owner: "What is excepted or retained has no owner.",
  call_in_flight: "A call to a system is in flight or about to be made.",
  restore_open: "Access of somebody who stays must still be restored.",
} as const;

export type BlockerCode = keyof typeof BLOCKER_WORD;

/** One reason why a case cannot close, with the ids it is about (items, systems or steps). */
export interface Blocker {
  readonly code: BlockerCode;
  readonly about: readonly string[];
}

/** A blocker about `ids`, or nothing when there are none. */
export function blockerAbout(code: BlockerCode, ids: readonly string[]): Blocker | null {
  return ids.length === 0 ? null : { code, about: ids };
}

/** A blocker of the case as a whole when `stands`, or nothing. */
export function blockerWhen(code: BlockerCode, stands: boolean): Blocker | null {
  return stands ? { code, about: [] } : null;
}

/** When a complete listing is held for a person although the target says that it is whole. */
export interface ListingPolicy {
  /** Share of its rows that a listing may lose at most since the last one. */
  readonly share: number;
  /** Rows that any listing may lose: in a small one each row is a large share. */
  readonly rows: number;
}

const LISTING_POLICY: ListingPolicy = { share: 0.2, rows: 5 };

/** Sizes of two complete listings of one system. */
export interface ListingSizes {
  readonly before: number;
  readonly now: number;
  /** Rows that our own acts since the last listing are expected to have taken away. */
  readonly expectedLoss: number;
}

/**
 * True when a complete listing lost more than our own acts explain: nothing is concluded absent from it until a
 * person has looked. A target that answers an empty list for a moment would otherwise verify everybody at once.
 */
export function isListingHeld(sizes: ListingSizes, policy: ListingPolicy = LISTING_POLICY): boolean {
  const lost = sizes.before - sizes.now - sizes.expectedLoss;
  if (lost <= 0) return false;
  if (sizes.now === 0 && sizes.before > 1) return true;
  return lost > policy.rows && lost > sizes.before * policy.share;
}

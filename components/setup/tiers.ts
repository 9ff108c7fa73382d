/** The tiers as somebody chooses one. */
export const TIERS = [
  [0, "Tier 0: it opens all others, such as the directory or the cloud account"],
  [1, "Tier 1: money, customers' data or production hang on it"],
  [2, "Tier 2: an ordinary business application"],
  [3, "Tier 3: little harm"],
] as const;

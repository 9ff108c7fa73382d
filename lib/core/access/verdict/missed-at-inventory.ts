import { certainEnd } from "./expires-by.ts";
import { finding, type Rule } from "./finding.ts";

/**
 * Missed at inventory: found later, though it existed at T0; until it is seen gone.
 * When the target does not say when it came into being, it counts as having existed.
 */
export const missedAtInventory: Rule = (input, survey) => {
  const { foundAt, inventoriedAt, createdAt } = input;
  if (foundAt === null || inventoriedAt === null || foundAt <= inventoriedAt) return null;
  if (createdAt !== null && createdAt > input.effectiveAt) return null;
  if (survey.lastGoneStart > survey.lastUsableEnd && survey.lastGoneStart >= foundAt) return null;
  return finding("missed_at_inventory", "found_after_inventory", null, certainEnd(input, survey));
};

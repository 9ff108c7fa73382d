import { finding, type Rule } from "./finding.ts";
import { isUsable, wasVerifiedBeforeUsable } from "./history.ts";

/** Came back: verified in this case, then seen usable again, also under a new id; until it is seen gone. */
export const cameBack: Rule = (input, survey) => {
  if (!isUsable(survey) || !wasVerifiedBeforeUsable(input, survey)) return null;
  const recreated = survey.lastUsable?.facts.recreatedAs !== undefined;
  return finding("came_back", recreated ? "recreated_after_verified" : "usable_after_verified");
};

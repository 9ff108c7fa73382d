import { finding, type Rule } from "./finding.ts";

/** Not applicable: the layer is stated or seen not to exist, the statement has not expired, and nothing contradicts it. */
export const notApplicable: Rule = (input, survey) => {
  const { exists, existsUntil } = input.coverage;
  if (exists !== "no" || (existsUntil !== null && input.now > existsUntil)) return null;
  // An access that was found on the layer outweighs any statement that the layer does not exist.
  if (input.foundAt !== null || survey.seen) return null;
  return finding("not_applicable", "layer_does_not_exist", null, existsUntil);
};

import { INDEPENDENCE, type Independence } from "../access/observation.ts";
import { type Accountable, mayBeSame, sameAccountable } from "./accountable.ts";

/** True when `found` stands at least as far from the executor as `minimum` asks. */
export function isIndependentEnough(found: Independence, minimum: Independence): boolean {
  return INDEPENDENCE.indexOf(found) >= INDEPENDENCE.indexOf(minimum);
}

/**
 * How far the observer stands from everybody who acted on the item: the weakest of all pairs.
 * Without any executor there is nobody to be dependent on. Whoever may be the executor counts as the executor.
 */
export function independenceOf(observer: Accountable, executors: readonly Accountable[]): Independence {
  let weakest: Independence = "other_channel";
  for (const executor of executors) {
    const pair = between(observer, executor);
    if (!isIndependentEnough(pair, weakest)) weakest = pair;
  }
  return weakest;
}

function between(observer: Accountable, executor: Accountable): Independence {
  if (observer.kind === "human" && executor.kind === "human") {
    return mayBeSame(observer, executor) ? "self" : "other_person";
  }
  if (observer.kind === "automatic" && executor.kind === "automatic") {
    return sameAccountable(observer, executor) ? "same_credential" : "separate_credential";
  }
  return "other_channel";
}

import { attested } from "./verdict/attested.ts";
import { cameBack } from "./verdict/came-back.ts";
import { endProvedAt } from "./verdict/end-proved.ts";
import { overlay } from "./verdict/excepted.ts";
import { expiresBy } from "./verdict/expires-by.ts";
import { type Finding, finding, type Rule } from "./verdict/finding.ts";
import { firstSeenGoneAt, isFalseClosure } from "./verdict/history.ts";
import { missedAtInventory } from "./verdict/missed-at-inventory.ts";
import { neverFound } from "./verdict/never-found.ts";
import { notApplicable } from "./verdict/not-applicable.ts";
import { weighPersonsLooks } from "./verdict/persons-looks.ts";
import { isLeftBehind, ofFormerPlace, ofThisPlace } from "./verdict/place.ts";
import { retained } from "./verdict/retained.ts";
import { stillPresent } from "./verdict/still-present.ts";
import { type Survey, survey } from "./verdict/survey.ts";
import { cannotCheck, claimed, doubtful, inProgress, notStarted } from "./verdict/unsettled.ts";
import { lingering, selfChecked, verified } from "./verdict/verified.ts";
import type { Verdict, VerdictInput } from "./verdict-input.ts";

/** The verdict table, read from the top: the first row that applies decides. */
const RULES: readonly Rule[] = [
  notApplicable,
  retained,
  cameBack,
  expiresBy,
  missedAtInventory,
  stillPresent,
  neverFound,
  verified,
  selfChecked,
  lingering,
  attested,
  inProgress,
  doubtful,
  claimed,
  notStarted,
];

/**
 * Derives the verdict of one item from its facts and the time. Total: every input has exactly one verdict,
 * and what no row settles is Cannot check. Order and duplicates of facts do not matter.
 * It is derived, never set: there is no override.
 */
export function verdict(given: VerdictInput): Verdict {
  const input = weighPersonsLooks(ofThisPlace(given));
  const facts = survey(input);
  const left = isLeftBehind(given);
  const found = overlay(input, left ? leadsElsewhere(input, facts) : firstThatApplies(input, facts));
  const before = formerly(given);
  const lastUsable = (left ? null : facts.lastUsable) ?? before.lastUsable;
  return {
    key: found.key,
    reason: found.reason,
    until: found.until,
    validUntil: found.validUntil,
    lastSeenUsableAt: lastUsable?.startedAt ?? null,
    // What ended by itself was never seen gone: its read end is the upper bound.
    firstSeenGoneAt:
      (left ? null : firstSeenGoneAt(input, facts)) ?? (found.reason === "ended_by_itself" ? found.until : null),
    endProvedAt: left ? null : endProvedAt(input, facts, found),
    falseClosure: before.falseClosure || (!left && isFalseClosure(input, facts)),
  };
}

/** Cannot check, whatever is answered about its id where the connection leads now; a person's word is about the system. */
function leadsElsewhere(input: VerdictInput, facts: Survey): Finding {
  return attested(input, facts) ?? finding("cannot_check", "leads_elsewhere");
}

/** What stays true of where the connection led before: it moves no verdict, and nothing that was seen there is forgotten. */
function formerly(given: VerdictInput): { lastUsable: Survey["lastUsable"]; falseClosure: boolean } {
  const former = ofFormerPlace(given);
  if (former === null) return { lastUsable: null, falseClosure: false };
  const input = weighPersonsLooks(former);
  const facts = survey(input);
  return { lastUsable: facts.lastUsable, falseClosure: isFalseClosure(input, facts) };
}

function firstThatApplies(input: VerdictInput, facts: Survey): Finding {
  for (const rule of RULES) {
    const found = rule(input, facts);
    if (found !== null) return found;
  }
  return cannotCheck(input);
}

import { expect, test } from "vitest";
import { HOUR } from "#lib/core/instant.ts";
import type { Derived } from "../_kit/derive-verdicts.ts";
import { afterOutcomes } from "./after-outcomes.ts";
import type { StepOutcome } from "./outcome.ts";

const NOW = 1_000 * HOUR;

/** A look that found an account usable, where acting is on, of somebody whose end lies `ahead`. */
function lookedUsable(ahead: number) {
  const step = { id: "s", kind: "observe", caseId: "c", itemId: "i", systemId: "y", epoch: 1, fence: 1 };
  const look = { presence: "active", completeness: "complete", retryAfter: null };
  // As much of an outcome and of an item as the decision reads.
  const outcome = {
    step: { ...step, attempts: 1, attemptsMax: 8 },
    observer: "scim",
    act: null,
    look: { startedAt: NOW, endedAt: NOW, look },
    lost: false,
  } as unknown as StepOutcome;
  const item = { id: "i", caseId: "c", systemId: "y", epoch: 1, cancelled: false, act: "connector", mayAct: true };
  const found = {
    item: { ...item, effectiveAt: NOW + ahead, freshness: 0, dueAt: NOW },
    verdict: { key: "not_started", reason: "no_claim", until: null },
    acts: 0,
  } as unknown as Derived;
  return afterOutcomes([outcome], [found], NOW, () => "n")[0]?.ifHeld?.step;
}

test("somebody looked before the effective end: the act that follows waits for it", () => {
  expect(lookedUsable(5 * HOUR)).toMatchObject({ kind: "act", notBefore: NOW + 5 * HOUR });
});

test("after the effective end the act follows at once", () => {
  expect(lookedUsable(-5 * HOUR)).toMatchObject({ kind: "act", notBefore: NOW });
});

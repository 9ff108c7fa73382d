import { expect, test } from "vitest";
import type { ClaimRowView, ContradictionsView } from "#lib/core/views/contradictions.ts";
import { blindSystem, coverageOf, headlineOf, seenWords, worstTool } from "./claim-words.ts";

const counts = (contradicted: number, cannot_check: number, confirmed: number) => ({
  contradicted,
  cannot_check,
  awaiting_look: 0,
  confirmed,
  total: contradicted + cannot_check + confirmed,
});
// Only what the sentences read.
const view = (over: Partial<ContradictionsView>) =>
  ({ byTool: [], bySystem: [], period: { from: null, to: null }, ...over }) as ContradictionsView;

test("the headline counts with its denominator, one as one", () => {
  expect(headlineOf(view({ counts: counts(31, 96, 285) }))).toBe(
    "Of 412 tasks marked completed, 31 are contradicted, 96 cannot be checked",
  );
  expect(headlineOf(view({ counts: counts(1, 0, 0) }))).toBe(
    "Of 1 task marked completed, 1 is contradicted, 0 cannot be checked",
  );
  expect(coverageOf(view({ counts: counts(31, 96, 285) }))).toBe("looked at after the claim: 316 of 412 (76.7 %)");
});

test("a period without tasks is not told as if no tool had ever said anything", () => {
  const none = counts(0, 0, 0);
  expect(headlineOf(view({ counts: none }))).toBe("No other tool has said yet that anything was removed");
  expect(headlineOf(view({ counts: none, period: { from: "2025-11-01", to: null } }))).toBe(
    "No other tool said of this period that anything was removed",
  );
});

test("the worst tool and the blindest system are named with their denominators, or that there is none", () => {
  const byTool = [{ tool: "ServiceNow", ...counts(12, 41, 39) }];
  expect(worstTool(view({ byTool }))).toBe("ServiceNow is contradicted most: 12 of 92");
  expect(worstTool(view({ byTool: [{ tool: "Okta", ...counts(0, 1, 1) }] }))).toBe("No tool is contradicted");
  const bySystem = [
    { systemId: "a", name: "GitHub", ...counts(8, 0, 33) },
    { systemId: "b", name: "SAP", ...counts(4, 29, 0) },
  ];
  expect(blindSystem(view({ bySystem }))).toBe("SAP hides most: 29 of 33 claims cannot be checked");
});

test("what was seen is told of the access, and what could not be told says why", () => {
  const row = {
    label: null,
    accountLabel: "mia",
    layer: "account",
    presence: "active",
    because: "Because.",
    standing: "contradicted",
    cameBack: false,
  };
  expect(seenWords(row as ClaimRowView)).toBe("Account of mia: seen usable");
  expect(seenWords({ ...row, standing: "cannot_check", presence: null } as ClaimRowView)).toBe(
    "Account of mia. Because.",
  );
});

import { expect, test } from "vitest";
import { domainError, ERROR_SENTENCE } from "./errors.ts";

test("every sentence says what happened, what is kept and what to do", () => {
  for (const [code, sentence] of Object.entries(ERROR_SENTENCE)) {
    expect(sentence.split(/\.\s|\.$/).filter((part) => part !== "").length, code).toBeGreaterThanOrEqual(3);
    expect(sentence, code).toMatch(/^[A-Z].*\.$/);
    expect(sentence, code).not.toMatch(/!|successfully|Error|Exception:/);
  }
});

test("a detail's sentence replaces the general one and its path stays", () => {
  expect(domainError("zone_unknown")).toEqual({ code: "zone_unknown", sentence: ERROR_SENTENCE.zone_unknown });
  expect(domainError("zone_unknown", { path: "events[3].zone", sentence: "Mars/Olympus is not a zone." })).toEqual({
    code: "zone_unknown",
    path: "events[3].zone",
    sentence: "Mars/Olympus is not a zone.",
  });
});

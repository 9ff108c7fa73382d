import { describe, expect, test } from "vitest";
import { PASSING } from "../access/passing.ts";
import { VERDICTS } from "../access/verdict-key.ts";
import { CASE_STATES, isLive } from "../leaver/case-state.ts";
import { type Assignable, pickUp } from "./pick-up.ts";

const there: Assignable = { verdict: "still_present", caseState: "open", stepOpen: true, owner: "nobody" };

describe("an item that somebody is to be given", () => {
  test("is given by the step that is open, whatever is open about it", () => {
    for (const verdict of VERDICTS.filter((key) => !PASSING.has(key)))
      expect(pickUp({ ...there, verdict }, "suggested"), verdict).toEqual({ kind: "open_step" });
  });

  test("gets a fresh step where none is open: what came back after its step ended is nobody's otherwise", () => {
    for (const caseState of CASE_STATES.filter(isLive))
      expect(pickUp({ ...there, verdict: "came_back", caseState, stepOpen: false }, "suggested")).toEqual({
        kind: "fresh_step",
      });
  });

  test("is left alone where it passes by now, with or without a step", () => {
    for (const verdict of PASSING)
      for (const stepOpen of [true, false])
        expect(pickUp({ ...there, verdict, stepOpen }, "person")).toEqual({ kind: "skip", because: "nothing_left" });
  });

  test("is left alone where its case is over, also when that case was cancelled or ended with open findings", () => {
    for (const caseState of CASE_STATES.filter((state) => !isLive(state)))
      for (const stepOpen of [true, false])
        expect(pickUp({ ...there, caseState, stepOpen }, "person"), caseState).toEqual({
          kind: "skip",
          because: "case_over",
        });
  });

  test("stays with whoever has it when owners are proposed, and goes to a person chosen on purpose", () => {
    expect(pickUp({ ...there, owner: "here" }, "suggested")).toEqual({ kind: "skip", because: "owned_already" });
    expect(pickUp({ ...there, owner: "here" }, "person")).toEqual({ kind: "open_step" });
  });

  test("does not stay with somebody who has left", () => {
    expect(pickUp({ ...there, owner: "gone" }, "suggested")).toEqual({ kind: "open_step" });
  });
});

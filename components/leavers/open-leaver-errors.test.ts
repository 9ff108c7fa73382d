import { expect, it } from "vitest";
import { sortRefusals } from "./open-leaver-errors.ts";

it("puts each refusal beside the field it speaks of, by path or by code, and loses none", () => {
  const { fields, others } = sortRefusals([
    { code: "date_impossible", sentence: "No such day.", path: "events[0].effectiveAt" },
    { code: "identity_unknown", sentence: "Nobody matches." },
    { code: "source_held", sentence: "Held." },
  ]);
  expect(fields).toEqual({ effectiveAt: "No such day.", personKey: "Nobody matches." });
  expect(others.map((reason) => reason.code)).toEqual(["source_held"]);
});

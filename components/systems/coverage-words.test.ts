import { expect, test } from "vitest";
import type { LayerCoverageView } from "#lib/core/views/inventory.ts";
import { coverageKind, coverageTitle, coverageWords } from "./coverage-words.ts";

const layer = (over: Partial<LayerCoverageView> = {}): LayerCoverageView => ({
  layer: "session",
  exists: "yes",
  act: "none",
  observe: "connector",
  blind: false,
  existsUntilIso: null,
  because: null,
  ...over,
});

test("a cell says in words what its marks say, and that it is blind", () => {
  expect(coverageWords(layer())).toBe("Sessions: act: none, observe: connector");
  expect(coverageWords(layer({ act: "manual", observe: "none", blind: true }))).toBe(
    "Sessions: act: manual, observe: none, blind",
  );
});

test("attested not to exist and not known are two different things", () => {
  const absent = layer({ exists: "no", observe: "none", because: "Somebody attests that it does not exist." });
  const unknown = layer({
    exists: "unknown",
    observe: "none",
    blind: true,
    because: "Nobody knows whether it exists.",
  });
  expect([coverageKind(absent), coverageKind(unknown)]).toEqual(["absent", "unknown"]);
  expect(coverageWords(absent)).toBe("Sessions: does not exist, attested");
  expect(coverageWords(unknown)).toBe("Sessions: nobody knows if this exists");
});

test("what may exist but would be seen is drawn by its means", () => {
  expect(coverageKind(layer({ exists: "unknown", observe: "snapshot" }))).toBe("means");
});

test("the tooltip adds the reason", () => {
  expect(coverageTitle(layer({ because: "The connector cannot act on it." }))).toBe(
    "Sessions: act: none, observe: connector. The connector cannot act on it.",
  );
});

import { describe, expect, it } from "vitest";
import { wrongWordsIn } from "./words.mjs";

const found = (source: string) => wrongWordsIn("components/x.tsx", source);

describe("no word on screen blurs what was said with what was seen", () => {
  it.each([
    ["text", "export const X = () => <b>Done</b>;"],
    ["a label in a table of words", 'export const WORD = { removed: "Revoked" };'],
    ["a title that people read", 'export const X = () => <b title="Unassigned">x</b>;'],
    ["a sentence made of pieces", "export const f = (n: number) => `${n} removed successfully`;"],
    ["a shout", "export const X = () => <p>All gone!</p>;"],
  ])("finds %s", (_where, source) => {
    expect(found(source)).toHaveLength(1);
  });

  it.each([
    ["a class list", 'export const X = () => <b className="Done">x</b>;'],
    ["a module", 'import { x } from "./Complete.ts"; x();'],
    ["a complete listing, in a sentence", "export const X = () => <p>A complete listing shows none.</p>;"],
    ["our own words", "export const X = () => <p>Reported removed. No owner.</p>;"],
  ])("lets %s through", (_where, source) => {
    expect(found(source)).toEqual([]);
  });
});

import { describe, expect, test } from "vitest";
import type { IdentityId } from "../ids.ts";
import { type Accountable, humanBehind } from "./accountable.ts";
import { independenceOf, isIndependentEnough } from "./independence.ts";

const human = (name: string): Accountable => ({ kind: "human", identity: name as IdentityId });
const robot = (credential: string): Accountable => ({ kind: "automatic", credential });

describe("independence of an observer from whoever acted", () => {
  test.each([
    ["the same human", human("a"), [human("a")], "self"],
    ["another human", human("a"), [human("b")], "other_person"],
    ["the connector that acted", robot("x"), [robot("x")], "same_credential"],
    ["another credential", robot("x"), [robot("y")], "separate_credential"],
    ["a connector after a human", robot("x"), [human("a")], "other_channel"],
    ["a human after a connector", human("a"), [robot("x")], "other_channel"],
    ["a name that a credential shares with a human", human("x"), [robot("x")], "other_channel"],
    ["nobody acted", human("a"), [], "other_channel"],
    ["the weakest of several counts", robot("x"), [human("a"), robot("x"), robot("y")], "same_credential"],
    ["the order does not matter", robot("x"), [robot("x"), human("a")], "same_credential"],
  ] as const)("%s", (_name, observer, executors, expected) => {
    expect(independenceOf(observer, executors)).toBe(expected);
  });

  test("the minimum itself is enough, one rank below is not", () => {
    expect(isIndependentEnough("same_credential", "same_credential")).toBe(true);
    expect(isIndependentEnough("self", "same_credential")).toBe(false);
    expect(isIndependentEnough("other_channel", "self")).toBe(true);
  });

  test("only humans answer as humans", () => {
    expect(humanBehind(human("a"))).toBe("a");
    expect(humanBehind(robot("a"))).toBeNull();
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { IdentityId } from "../ids.ts";
import { type Accountable, humanBehind, mayBeSame, operatorText, userText } from "./accountable.ts";
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

describe("who may be whom", () => {
  const [u, v, op, other] = [userText("u"), userText("v"), operatorText("root"), operatorText("uid-1")].map(human);
  const pairs = [
    ["two sign-ins that are tied to nobody are two humans", u, v, false],
    ["a sign-in is itself", u, u, true],
    ["a sign-in that is tied to nobody may be who answered without signing in", u, human("visitor:x"), true],
    ["it is another than a person who signs in", u, human("x"), false],
    ["it may be the operator", u, op, true],
    ["an operator may be a person", op, human("x"), true],
    ["an operator may be a user", op, u, true],
    ["an operator may be another operator", op, other, true],
    ["a person who signs in is another than an operator who acted", human("x"), op, false],
    ["a person who signs in is another than who answered without signing in", human("x"), human("visitor:y"), false],
    ["no human is a credential", op, robot("root"), false],
  ] as const;
  test.each(pairs)("%s", (_name, by, held, expected) => {
    if (by === undefined || held === undefined) throw new Error("a pair is missing");
    expect(mayBeSame(by, held)).toBe(expected);
    if (held.kind === "human") expect(independenceOf(by, [held])).toBe(expected ? "self" : "other_person");
  });

  const anybody = fc
    .tuple(fc.constantFrom("", "user:", "operator:", "visitor:"), fc.constantFrom("a", "b", "c"))
    .map(([kind, name]) => human(kind + name));
  test("nobody becomes independent because more people acted, and an operator never is of any human", () => {
    fc.assert(
      fc.property(anybody, fc.array(anybody, { minLength: 1 }), anybody, (by, acted, more) => {
        const before = independenceOf(by, acted);
        expect(isIndependentEnough(before, independenceOf(by, [...acted, more]))).toBe(true);
        expect(independenceOf(human(operatorText("x")), acted)).toBe("self");
        expect(independenceOf(by, [...acted, by])).toBe("self");
      }),
    );
  });
});

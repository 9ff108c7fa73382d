import { describe, expect, test } from "vitest";
import type { IdentityId } from "../ids.ts";
import type { Accountable } from "./accountable.ts";
import { type DutyHolders, separationRefusals } from "./separation.ts";

// Ids are opaque text: any distinct text will do.
const id = (name: string) => name as IdentityId;
const human = (name: string): Accountable => ({ kind: "human", identity: id(name) });
const robot = (credential: string): Accountable => ({ kind: "automatic", credential });
const nobody: DutyHolders = {
  subject: id("leaver"),
  subjectAliases: [id("leaver-bot")],
  executors: [],
  verifiers: [],
  approvers: [],
  requesters: [],
};
const codes = (...args: Parameters<typeof separationRefusals>) => separationRefusals(...args).map(({ code }) => code);

describe("separation of duties on one item", () => {
  test.each([
    ["execute", "executors", []],
    ["execute", "verifiers", ["separation_of_duties"]],
    ["execute", "approvers", ["separation_of_duties"]],
    ["execute", "requesters", []],
    ["verify", "executors", ["separation_of_duties"]],
    ["verify", "verifiers", []],
    ["verify", "approvers", ["separation_of_duties"]],
    ["verify", "requesters", []],
    ["approve_exception", "executors", ["separation_of_duties"]],
    ["approve_exception", "verifiers", ["separation_of_duties"]],
    ["approve_exception", "approvers", []],
    ["approve_exception", "requesters", ["separation_of_duties"]],
  ] as const)("%s by somebody among the %s: %j", (duty, held, expected) => {
    const holders: DutyHolders = { ...nobody, [held]: [robot("scim"), human("anna"), human("ben")] };
    expect(codes(duty, human("ben"), holders)).toEqual(expected);
    expect(codes(duty, human("carol"), holders)).toEqual([]);
  });

  test.each(["execute", "verify", "approve_exception"] as const)(
    "nobody may %s on their own case, under any alias",
    (duty) => {
      expect(codes(duty, human("leaver"), nobody)).toEqual(["own_case"]);
      expect(codes(duty, human("leaver-bot"), nobody)).toEqual(["own_case"]);
      expect(codes(duty, human("anna"), nobody)).toEqual([]);
    },
  );

  test("whoever may be who acted neither verifies nor approves, and is told what to do; a report is taken", () => {
    const holders = { ...nobody, executors: [human("visitor:x")], verifiers: [human("visitor:x")] };
    for (const by of [human("user:u"), human("operator:root")]) {
      for (const duty of ["verify", "approve_exception"] as const)
        expect(separationRefusals(duty, by, holders)).toMatchObject([
          { code: "separation_of_duties", sentence: expect.stringContaining("sign-in-link --person") },
        ]);
      expect(codes("execute", by, holders)).toEqual([]);
    }
    expect(codes("verify", human("anna"), holders)).toEqual([]);
  });

  test("the leaver who also acted is told both", () => {
    expect(codes("verify", human("leaver"), { ...nobody, executors: [human("leaver")] })).toEqual([
      "own_case",
      "separation_of_duties",
    ]);
  });

  test("one connector may act and look, but nothing automatic approves an exception", () => {
    const holders = { ...nobody, executors: [robot("scim")] };
    expect(codes("verify", robot("scim"), holders)).toEqual([]);
    expect(codes("execute", robot("scim"), holders)).toEqual([]);
    expect(codes("approve_exception", robot("scim"), nobody)).toEqual(["second_person_required"]);
  });
});

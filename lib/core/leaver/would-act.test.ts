import { describe, expect, test } from "vitest";
import { PASSING } from "../access/passing.ts";
import { VERDICTS } from "../access/verdict-key.ts";
import { type ActQuestion, wouldAct } from "./would-act.ts";

const item = (over: Partial<ActQuestion> = {}): ActQuestion => ({
  layer: "account",
  act: "connector",
  read: true,
  kind: "human",
  users: 1,
  verdict: "still_present",
  ...over,
});

describe("whether acting would touch an item", () => {
  test("a person's own account that is still there is called for", () => {
    expect(wouldAct(item())).toEqual({ calls: true });
    expect(wouldAct(item({ layer: "group", verdict: "not_started" }))).toEqual({ calls: true });
  });

  test.each([
    ["two people use it", { users: 2 }, "several_users"],
    ["a service account", { kind: "service" }, "not_personal"],
    ["a shared account's group", { kind: "shared", layer: "group" }, "not_personal"],
    ["a system account", { kind: "system" }, "not_personal"],
    ["an account of which nobody knows what it is", { kind: "unknown" }, "not_personal"],
    ["a layer that is done by hand", { act: "manual" }, "by_hand"],
    ["a layer of which nothing was read", { read: false }, "not_read"],
    ["what was reported and not looked at", { verdict: "reported_removed" }, "reported"],
    ["what was seen gone", { verdict: "verified_disabled" }, "passed"],
  ] as const)("%s is left alone: %s", (_name, over, because) => {
    expect(wouldAct(item(over))).toEqual({ calls: false, because });
  });

  test("whatever passes is never called for, whatever else is true of it", () => {
    for (const verdict of VERDICTS.filter((key) => PASSING.has(key)))
      expect(wouldAct(item({ verdict }))).toEqual({ calls: false, because: "passed" });
  });
});

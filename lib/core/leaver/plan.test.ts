import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ACCOUNT_KINDS } from "../access/account.ts";
import { LAYERS } from "../access/layer.ts";
import type { AccessId, AccountId, EngagementId } from "../ids.ts";
import { instant } from "../instant.ts";
import { type ActualAccess, type CarryingEngagement, scopeOf } from "./keep-set.ts";
import { type PlannedAccount, planGoal } from "./plan.ts";

// Ids are opaque text: any distinct text will do.
const access = (name: string, layer: ActualAccess["layer"] = "group", account = "acc"): ActualAccess => ({
  access: name as AccessId,
  account: account as AccountId,
  layer,
});
const engagement = (
  name: string,
  carries: readonly string[],
  startedAt = 0,
  endedAt: number | null = null,
): CarryingEngagement => ({
  engagement: name as EngagementId,
  startedAt: instant(startedAt),
  endedAt: endedAt === null ? null : instant(endedAt),
  carries: carries as readonly AccessId[],
});
const ending = "one" as EngagementId;
const T0 = instant(100);

describe("keep set", () => {
  const actual = [
    access("account", "account"),
    access("session", "session"),
    access("key", "credential"),
    access("own"),
    access("shared"),
  ];

  test("without another engagement everything ends", () => {
    expect(scopeOf(actual, ending, [engagement("one", ["shared", "own"])], T0)).toEqual({ end: actual, keep: [] });
  });

  test("what another carries is kept with its reason, with the account it hangs on and the way into it", () => {
    const { end, keep } = scopeOf(actual, ending, [engagement("one", ["own"]), engagement("two", ["shared"])], T0);
    expect(end).toEqual([access("own")]);
    expect(keep.map(({ access, reason }) => `${access}: ${reason}`)).toEqual([
      "account: account_of_carried",
      "session: opens_kept_account",
      "key: opens_kept_account",
      "shared: carried",
    ]);
    expect(keep.every((kept) => kept.engagement === "two")).toBe(true);
  });

  test("another account of the same person is not kept with it", () => {
    const other = [access("b", "account", "acc-2"), access("s", "session", "acc-2")];
    expect(scopeOf([...actual, ...other], ending, [engagement("two", ["shared"])], T0).end).toEqual([
      access("own"),
      ...other,
    ]);
  });

  test.each([
    ["has ended", engagement("two", ["shared"], 0, 100), false],
    ["ends a moment later", engagement("two", ["shared"], 0, 101), true],
    ["begins at T0", engagement("two", ["shared"], 100), true],
    ["has not begun", engagement("two", ["shared"], 101), false],
    ["never said when it began", { ...engagement("two", ["shared"]), startedAt: null }, true],
  ] as const)("an engagement that %s", (_name, second, keeps) => {
    expect(scopeOf(actual, ending, [second], T0).keep.length > 0).toBe(keeps);
  });

  test("two engagements never lose what the other carries, and nothing falls between end and keep", () => {
    const names = ["a", "b", "c", "d", "e", "f"];
    const some = fc.subarray(names);
    const all = fc.tuple(
      ...names.map((name) =>
        fc
          .tuple(fc.constantFrom(...LAYERS), fc.constantFrom("x", "y"))
          .map(([layer, account]) => access(name, layer, account)),
      ),
    );
    fc.assert(
      fc.property(all, some, some, (actual, first, second) => {
        const both = [engagement("one", first), engagement("two", second)];
        const afterOne = scopeOf(actual, "one" as EngagementId, both, T0);
        const afterTwo = scopeOf(actual, "two" as EngagementId, both, T0);
        for (const name of second) expect(afterOne.end.map(({ access }) => access)).not.toContain(name);
        for (const name of first) expect(afterTwo.end.map(({ access }) => access)).not.toContain(name);
        const named = [...afterOne.end.map(({ access }) => access), ...afterOne.keep.map(({ access }) => access)];
        expect(named.sort()).toEqual([...names].sort());
        // An account is never ended under an access that stays.
        for (const { access: kept } of afterOne.keep) {
          const account = actual.find((one) => one.access === kept)?.account;
          expect(afterOne.end.some((one) => one.layer === "account" && one.account === account)).toBe(false);
        }
      }),
    );
  });
});

describe("goals", () => {
  const person: PlannedAccount = { kind: "human", users: 1, relation: "personal" };
  const goals = (account: PlannedAccount, occasion: "leaving" | "leave_of_absence" | "retirement" = "leaving") =>
    LAYERS.map((layer) => {
      const planned = planGoal(layer, account, occasion);
      if (planned.kind === "goal") return `${planned.goal}${planned.automatic ? "" : " by a person"}`;
      return `${planned.kind}: ${planned.because}`;
    });

  test("a person's own account is disabled, and everything that hangs on it ended, by itself", () => {
    expect(goals(person)).toEqual([
      "disabled",
      "invalidated",
      "invalidated",
      "absent",
      "absent",
      "absent",
      "reassigned",
      "reassigned",
    ]);
  });

  test("an account nobody knows the kind of, or that is not the person's own, waits for a person", () => {
    expect(goals({ ...person, kind: "unknown" })[0]).toBe("disabled by a person");
    expect(goals({ ...person, relation: "knows_secret" })[0]).toBe("disabled by a person");
  });

  test("several users of a human or unknown account are held for a person, on every layer", () => {
    for (const kind of ["human", "unknown"] as const) {
      expect(new Set(goals({ ...person, kind, users: 2 }))).toEqual(new Set(["held: several_users"]));
    }
  });

  test.each(["shared", "break_glass", "service"] as const)(
    "a %s account is rotated and transferred, never disabled",
    (kind) => {
      expect(goals({ kind, users: 3, relation: "knows_secret" })).toEqual([
        "reassigned by a person",
        "invalidated by a person",
        "invalidated by a person",
        "kept: not_personal",
        "kept: not_personal",
        "absent by a person",
        "reassigned by a person",
        "reassigned by a person",
      ]);
    },
  );

  test("a retired service account is disabled by a person", () => {
    expect(goals({ kind: "service", users: 1, relation: "owned" }, "retirement")[0]).toBe("disabled by a person");
    expect(goals({ kind: "service", users: 1, relation: "owned" }, "retirement")[1]).toBe("invalidated by a person");
  });

  test("a system account is always held", () => {
    expect(new Set(goals({ ...person, kind: "system" }))).toEqual(new Set(["held: system_account"]));
  });

  test("on leave of absence the account is suspended and its sessions end; the rest waits for the return", () => {
    expect(goals(person, "leave_of_absence")).toEqual([
      "suspended",
      "invalidated",
      ...Array(6).fill("kept: stays_on_leave"),
    ]);
  });

  test("only a human account with one user is ever acted on by itself", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ACCOUNT_KINDS),
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom(...LAYERS),
        (kind, users, layer) => {
          const planned = planGoal(layer, { kind, users, relation: "personal" }, "leaving");
          if (planned.kind === "goal" && planned.automatic) expect([kind, users]).toEqual(["human", 1]);
        },
      ),
    );
  });
});

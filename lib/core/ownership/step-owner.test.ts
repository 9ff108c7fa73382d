import { describe, expect, test } from "vitest";
import type { IdentityId } from "../ids.ts";
import { type Availability, type OwnerChain, stepOwner } from "./step-owner.ts";

// Ids are opaque text: any distinct text will do.
const id = (name: string) => name as IdentityId;
const chain = (more: Partial<OwnerChain> = {}): OwnerChain => ({
  links: { rule: id("rule"), system_owner: id("owner"), deputy: id("deputy"), executive: id("executive") },
  availability: new Map(),
  subject: id("leaver"),
  suggestions: [],
  ...more,
});
const away = (...names: readonly [string, Availability][]) => new Map(names.map(([name, how]) => [id(name), how]));

describe("who owns a step", () => {
  test("the rule first, then the system's owner, its deputy, the executive", () => {
    expect(stepOwner(chain())).toEqual({ kind: "owned", owner: "rule", link: "rule", passedOver: [] });
    expect(stepOwner(chain({ links: { rule: null, system_owner: id("owner") } }))).toMatchObject({
      owner: "owner",
      link: "system_owner",
    });
    expect(stepOwner(chain({ links: { executive: id("executive") } }))).toMatchObject({
      owner: "executive",
      link: "executive",
    });
  });

  test("away, gone or silent escalates to the next, and says who was passed over and why", () => {
    const availability = away(["rule", "away"], ["owner", "gone"], ["deputy", "silent"]);
    expect(stepOwner(chain({ availability }))).toEqual({
      kind: "owned",
      owner: "executive",
      link: "executive",
      passedOver: [
        { link: "rule", identity: "rule", because: "away" },
        { link: "system_owner", identity: "owner", because: "gone" },
        { link: "deputy", identity: "deputy", because: "silent" },
      ],
    });
    expect(stepOwner(chain({ availability: away(["rule", "here"]) }))).toMatchObject({ owner: "rule" });
  });

  test("the leaver owns no step of their own case", () => {
    expect(stepOwner(chain({ links: { system_owner: id("leaver"), deputy: id("deputy") } }))).toEqual({
      kind: "owned",
      owner: "deputy",
      link: "deputy",
      passedOver: [{ link: "system_owner", identity: "leaver", because: "own_case" }],
    });
  });

  test("nobody left reads No owner, with the best suggestion that can be asked", () => {
    const suggestions = [
      { identity: id("leaver"), because: "owns_similar_systems" },
      { identity: id("gone"), because: "approved_the_access" },
      { identity: id("manager"), because: "manager" },
      { identity: id("later"), because: "owned_such_steps" },
    ] as const;
    const nobody = chain({ links: { system_owner: id("gone") }, availability: away(["gone", "gone"]), suggestions });
    expect(stepOwner(nobody)).toEqual({
      kind: "no_owner",
      suggestion: suggestions[2],
      passedOver: [{ link: "system_owner", identity: "gone", because: "gone" }],
    });
    expect(stepOwner(chain({ links: {} }))).toEqual({ kind: "no_owner", suggestion: null, passedOver: [] });
  });
});

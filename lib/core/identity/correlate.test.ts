import { describe, expect, test } from "vitest";
import type { IdentityId } from "../ids.ts";
import { correlate, type KnownPerson } from "./correlate.ts";
import { type Identity, isPerson, orphansOf } from "./identity.ts";
import { type AccountKeys, matchReason } from "./match.ts";

// Ids are opaque text: any distinct text will do.
const person = (name: string, more: Partial<KnownPerson> = {}): KnownPerson => ({
  identity: name as IdentityId,
  userNames: [name],
  emails: [`${name}@example.org`],
  externalIds: [`hr-${name}`],
  ...more,
});
const account = (more: Partial<AccountKeys>): AccountKeys => ({ userName: "x", emails: [], externalId: null, ...more });
const ann = person("ann");

describe("whose an account is", () => {
  test.each([
    ["its external id", { externalId: "hr-ann" }, "external_id"],
    ["its external id before its user name", { externalId: "hr-ann", userName: "ann" }, "external_id"],
    ["its user name", { userName: "ann" }, "user_name"],
    ["a mail address as user name", { userName: "Ann@Example.ORG" }, "user_name"],
    ["its user name in capitals", { userName: "ANN" }, "user_name"],
    ["any of its mail addresses", { emails: ["old@example.org", "ANN@example.org"] }, "email"],
  ] as const)("matches by %s", (_name, keys, because) => {
    expect(matchReason(account(keys), ann)).toBe(because);
  });

  test.each([
    ["joann, which ends like ann", { userName: "joann", emails: ["joann@example.org"] }],
    ["ann.b, which begins like ann", { userName: "ann.b" }],
    ["an external id in other letters", { externalId: "HR-ANN" }],
    ["her external id as a user name", { userName: "hr-ann" }],
    ["a mail address at another place", { emails: ["ann@example.net"] }],
    ["a look-alike letter", { userName: "\u0430nn" }],
    ["full-width letters", { userName: "\uff41\uff4e\uff4e" }],
    ["spaces around", { userName: " ann " }],
  ] as const)("does not match %s", (_name, keys) => {
    expect(matchReason(account(keys), ann)).toBeNull();
  });

  test("letters composed in another way are the same letters", () => {
    expect(matchReason(account({ userName: "zoe\u0308" }), person("zo\u00eb"))).toBe("user_name");
  });

  test("empty attributes are no attributes", () => {
    const empty = person("e", { userNames: [""], emails: [""], externalIds: [""] });
    expect(matchReason(account({ userName: "", emails: [""], externalId: "" }), empty)).toBeNull();
  });

  test("one person is a match, none is none", () => {
    expect(correlate(account({ userName: "ann" }), [ann, person("ben")])).toEqual({
      kind: "matched",
      identity: "ann",
      because: "user_name",
    });
    expect(correlate(account({ userName: "carl" }), [ann])).toEqual({ kind: "unmatched" });
  });

  test("two people are a finding of its own, however strong one of the keys is", () => {
    const reused = account({ externalId: "hr-ann", emails: ["ben@example.org"] });
    expect(correlate(reused, [ann, person("ben")])).toEqual({
      kind: "ambiguous",
      candidates: [
        { identity: "ann", because: "external_id" },
        { identity: "ben", because: "email" },
      ],
    });
  });

  test("the same person twice is one person", () => {
    expect(correlate(account({ userName: "ann" }), [ann, ann]).kind).toBe("matched");
  });
});

describe("non-human identities", () => {
  const bot: Identity = { id: "bot" as IdentityId, kind: "bot", accountable: "ann" as IdentityId };

  test("lose their owner with the leaver; those of others, and people, do not", () => {
    const all: Identity[] = [
      bot,
      { ...bot, id: "other" as IdentityId, accountable: "ben" as IdentityId },
      { ...bot, id: "lost" as IdentityId, accountable: null },
      { id: "ann" as IdentityId, kind: "employee", accountable: null },
    ];
    expect(orphansOf("ann" as IdentityId, all).map(({ id }) => id)).toEqual(["bot", "lost"]);
  });

  test("vendors and contractors are people, service accounts and apps are not", () => {
    expect((["employee", "contractor", "vendor"] as const).every(isPerson)).toBe(true);
    expect((["service_account", "bot", "oauth_app", "ci_job"] as const).some(isPerson)).toBe(false);
  });
});

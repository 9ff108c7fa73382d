import { expect, it } from "vitest";
import type { AccountRecord } from "../contract.ts";
import { carriesKey } from "./carries-key.ts";

const account = (
  userName: string,
  emails: readonly string[] = [],
  externalId: string | null = null,
): AccountRecord => ({
  nativeId: "1",
  userName,
  displayName: null,
  emails,
  externalId,
  presence: "active",
});
const keys = { userNames: ["Mia"], emails: ["Mia.Berg@acme.example"], externalIds: ["E-1"] };

it("takes an exact key, letter case aside, and never a part of one or an empty one", () => {
  expect(carriesKey(account("MIA"), keys)).toBe(true);
  expect(carriesKey(account("mia.berg@ACME.example"), keys)).toBe(true);
  expect(carriesKey(account("x", ["mia.berg@acme.example"]), keys)).toBe(true);
  for (const name of ["", "mi", "mia2", "joanmia"]) expect(carriesKey(account(name), keys)).toBe(false);
  expect(carriesKey(account(""), { userNames: [""], emails: [], externalIds: [] })).toBe(false);
});

it("compares an external id to the letter", () => {
  expect(carriesKey(account("x", [], "E-1"), keys)).toBe(true);
  expect(carriesKey(account("x", [], "e-1"), keys)).toBe(false);
});

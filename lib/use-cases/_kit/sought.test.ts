import { expect, it } from "vitest";
import type { LeasedStep } from "#db/queries/steps/leased-details.ts";
import { soughtWords } from "./sought.ts";

const step = {
  emails: ["Anna.Berg+x@example.com"],
  userNames: ["anna.berg"],
  personKey: "H-1",
  accountNativeId: "id-9",
} as unknown as LeasedStep; // A test needs no more of it.

it("what was sought stands in a fact without the person's values, in whatever case they were searched", () => {
  const sought =
    "externalId = H-1, userName = ANNA.BERG, emails.value = anna.berg+x@example.com, account id-9 in group g-1";
  expect(soughtWords(sought, step, ["id-9", null])).toBe(
    "externalId = {person key}, userName = {user name}, emails.value = {mail}, account {account} in group g-1",
  );
});

import { expect, test } from "vitest";
import type { CredentialOwnerView } from "#lib/core/views/inventory.ts";
import { credentialSentence, lastLookWords, skippedSentence, skippedWords } from "./system-words.ts";

const NOW = "2025-11-18T12:00:00.000Z";
const look = (atIso: string | null, byHand = false) => ({ atIso, byHand, isOverdue: atIso === null });
const credential = (over: Partial<CredentialOwnerView>): CredentialOwnerView => ({
  owner: { id: "p", name: "Marek Dvořák" },
  standing: "stays",
  leaverId: null,
  leavesAtIso: null,
  ...over,
});

test("never is said as never, by hand or not", () => {
  expect(lastLookWords(look(null), NOW)).toBe("Never");
  expect(lastLookWords(look(null, true), NOW)).toBe("Never");
  expect(lastLookWords(look("2025-11-18T11:48:00.000Z"), NOW)).toBe("12 min");
  expect(lastLookWords(look("2025-11-18T11:48:00.000Z", true), NOW)).toBe("By hand");
});

test("all tools are called all only where there are several; without tools nobody claims that nothing skips", () => {
  expect(skippedWords(["Jira", "Okta"], ["Jira", "Okta"])).toBe("All tools");
  expect(skippedWords(["Okta"], ["Okta"])).toBe("Okta");
  expect(skippedWords(["Okta"], ["Jira", "Okta"])).toBe("Okta");
  expect(skippedWords([], ["Okta"])).toBe("–");
  expect(skippedSentence([], [])).toContain("nobody knows");
  expect(skippedSentence(["Okta"], ["Okta"])).toBe(
    "Okta speaks of other systems in the claims brought in, and never of this one.",
  );
});

test("a credential of somebody who is leaving or has left is said with what follows; of somebody who stays, nothing", () => {
  expect(credentialSentence(null)).toBeNull();
  expect(credentialSentence(credential({}))).toBeNull();
  expect(credentialSentence(credential({ standing: "left" }))).toContain("Marek Dvořák, who has left.");
  const leaving = credential({ standing: "leaves", leaverId: "LV-2029", leavesAtIso: "2025-11-19T16:00:00.000Z" });
  expect(credentialSentence(leaving)).toContain("Marek Dvořák (LV-2029), who leaves Wed 19 Nov 2025");
});

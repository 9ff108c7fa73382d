import { describe, expect, it } from "vitest";
import type { LeaverView } from "#lib/core/views/leaver.ts";
import { ledgerCaption } from "../ledger/ledger-caption.ts";
import { leaverTitle } from "./leaver-title.ts";

const leaver = {
  header: { personName: "Priya Natarajan", id: "LV-2041" },
  headline: { verified: 40, total: 67 },
  troubles: [
    { key: "still_present", count: 2 },
    { key: "cannot_check", count: 3 },
    { key: "acting_now", count: 4 },
  ],
  // Only what the two sentences read.
} as unknown as LeaverView;

describe("one leaver in a sentence", () => {
  it("puts what is still open into the tab title, worst first, and nothing calmer", () => {
    expect(leaverTitle(leaver)).toBe("2 still present · Priya Natarajan · LV-2041");
    expect(leaverTitle({ ...leaver, troubles: [] })).toBe("Priya Natarajan · LV-2041");
  });

  it("lets no control character of a name into the tab title", () => {
    const personName = "\u202EPriya\u2066 \u0007Nata\u0085rajan\u202C\u2069";
    const title = leaverTitle({ ...leaver, troubles: [], header: { ...leaver.header, personName } });
    expect(title).toBe("Priya Natarajan · LV-2041");
  });

  it("gives the table a caption with counts and their denominator", () => {
    expect(ledgerCaption(leaver)).toBe(
      "Access of Priya Natarajan by system and control layer. Still present 2, Cannot check 3; 40 of 67 verified.",
    );
  });
});

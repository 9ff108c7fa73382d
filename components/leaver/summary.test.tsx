import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { LeaverView } from "#lib/core/views/leaver.ts";
import type { LeaverStatus } from "#lib/core/views/leaver-status.ts";
import { Blockers } from "./blockers.tsx";
import { Summary } from "./summary.tsx";

const NOTHING = "Nothing holds this";

function texts(status: LeaverStatus, holds: readonly string[], foundLate: readonly string[] = []): string {
  const leaver = {
    header: { status },
    headline: { verified: 3, attested: 0, excepted: 0, open: 0, total: 3, needsPerson: 0, underWay: 0 },
    milestones: [],
    blockers: [],
    holds,
    foundLate,
    // Only what the two parts read.
  } as unknown as LeaverView;
  return renderToStaticMarkup(
    <>
      <Summary leaver={leaver} onBlockers={() => undefined} />
      <Blockers leaver={leaver} onOpen={() => undefined} />
    </>,
  );
}

describe("what holds a leaver open", () => {
  it.each(["scheduled", "open", "awaiting_verification", "reopened"] as const)(
    "is never called nothing while the leaver is %s, whatever the items say",
    (status) => {
      expect(texts(status, [])).not.toContain(NOTHING);
      const held = texts(status, ["A listing is held for a person: CRM."]);
      expect(held).not.toContain(NOTHING);
      expect(held.split("A listing is held for a person: CRM.")).toHaveLength(3);
    },
  );

  it("says of a closed leaver which systems came into the inventory only afterwards, and not that nothing is left", () => {
    const said = texts("closed_verified", [], ["Notion"]);
    expect(said).toContain("Notion</bdi>");
    expect(said).toContain("came into the inventory only afterwards");
    expect(said).not.toContain("Nothing holds this open.");
  });

  it("is nothing once it has closed", () => {
    expect(texts("closed_verified", [])).toContain("Nothing holds this open.");
  });

  it.each(["cancelled", "ended_open"] as const)(
    "says of one that is %s neither that it closes nor is held",
    (status) => {
      expect(texts(status, [])).not.toContain("Nothing holds this open.");
      expect(texts(status, [])).not.toContain("It closes by itself");
    },
  );
});

import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { LAYERS } from "#lib/core/access/layer.ts";
import { VERDICT_WORD, VERDICTS, type VerdictKey } from "#lib/core/access/verdict-key.ts";
import { HOUR } from "#lib/core/instant.ts";
import type { LedgerRowView } from "#lib/core/views/ledger.ts";
import { LedgerRow } from "./ledger-row.tsx";

function rowOf(verdict: VerdictKey, change: Partial<LedgerRowView> = {}): LedgerRowView {
  return {
    systemId: "s1",
    systemVersion: 3,
    name: "GitHub Enterprise",
    tier: 0,
    owner: { id: "o", name: "J. Okafor" },
    suggestedOwner: null,
    cells: LAYERS.map((layer) => ({
      layer,
      verdict,
      count: 3,
      worstCount: 1,
      untilIso: "2025-11-19T00:30:00Z",
      items: [{ id: `${layer}-1`, label: layer, verdict }],
    })),
    exposure: { state: "running", lowerMicros: HOUR, upperMicros: 4 * HOUR, tail: "usable" },
    deadline: { atIso: "2025-11-14T16:30:00Z", zone: "Asia/Kolkata", state: "missed" },
    marks: [],
    lastLookIso: null,
    lookFailure: null,
    ...change,
  };
}

function render(row: LedgerRowView, mayAssign = true): string {
  return renderToStaticMarkup(
    <table>
      <tbody>
        <LedgerRow
          row={row}
          zone="Asia/Kolkata"
          effectiveEndIso="2025-11-14T12:30:00Z"
          activeCell="s1.account"
          openItemId={null}
          changed={0}
          ownerChoices={[{ id: "i", name: "R. Iyer" }]}
          onOpen={() => undefined}
          onAssign={mayAssign ? () => Promise.resolve(true) : null}
        />
      </tbody>
    </table>,
  );
}

describe("a row of the ledger", () => {
  it.each(VERDICTS)("says %s in words, with layer, share and, where it has one, its time", (verdict) => {
    const html = render(rowOf(verdict));
    expect(html).toContain(
      `GitHub Enterprise, Sessions and tokens: ${VERDICT_WORD[verdict]} Wed 19 Nov, 06:00 IST, 1 of 3 items`,
    );
    expect(html.match(new RegExp(`data-glyph="${verdict}"`, "g"))).toHaveLength(LAYERS.length);
  });

  it("has one tab stop among its cells", () => {
    expect(render(rowOf("not_started")).match(/data-cell="[^"]*"[^>]*tabindex="0"/g)).toHaveLength(1);
  });

  it("shows No owner in red with the proposal, and assigns nothing by itself", () => {
    const unowned = { owner: null, suggestedOwner: { owner: { id: "i", name: "R. Iyer" }, reason: "deputy" } };
    const html = render(rowOf("not_started", unowned));
    expect(html).toContain('<span class="no-owner">No owner</span>');
    expect(html).toContain("R. Iyer?");
    expect(render(rowOf("not_started", unowned), false)).not.toContain('<button type="button" class="owner-missing"');
  });

  it("draws what is not known hatched and what runs with an arrow", () => {
    const unknown = { state: "running", lowerMicros: 0, upperMicros: HOUR, tail: "not_known" } as const;
    expect(render(rowOf("cannot_check", { exposure: unknown }))).toContain("url(#hatch-unknown)");
    const html = render(rowOf("still_present"));
    expect(html).toContain("M0 0l8 8-8 8Z");
    expect(html).toContain("Exposed between 1 h and 4 h and counting; deadline missed");
  });

  it("says why the last look failed", () => {
    expect(render(rowOf("cannot_check", { lookFailure: "401, token expired" }))).toContain("401, token expired");
  });
});

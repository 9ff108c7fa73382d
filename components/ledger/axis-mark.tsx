import type { MarkView } from "#lib/core/views/ledger.ts";
import { GlyphShapes } from "../verdict/glyph-shapes.tsx";

/** Half disc = a claim. Tick disc, signature and returning arrow = what was seen or stated as seen. */
export function HalfDisc() {
  return (
    <>
      <circle r="4.25" fill="var(--surface)" stroke="var(--fg)" strokeWidth="1.3" />
      <path d="M0-4.25a4.25 4.25 0 0 0 0 8.5Z" fill="var(--fg)" />
    </>
  );
}

const GLYPH_OF = {
  verified: { verdict: "verified_removed", colour: "text-[var(--verified-text)]" },
  attested: { verdict: "attested", colour: "text-[var(--attested-text)]" },
  came_back: { verdict: "came_back", colour: "text-[var(--returned)]" },
} as const;

/** One fact on the axis, centred at `at` percent. */
export function AxisMark({ kind, at }: { kind: MarkView["kind"]; at: number }) {
  if (kind === "claim") {
    return (
      <svg x={`${at}%`} y="18" overflow="visible" aria-hidden="true">
        <HalfDisc />
      </svg>
    );
  }
  const { verdict, colour } = GLYPH_OF[kind];
  return (
    <svg x={`${at}%`} y="18" overflow="visible" aria-hidden="true" className={`axis-glyph ${colour}`}>
      <circle r="7" fill="var(--surface)" />
      <g transform="translate(-6.5 -6.5) scale(.81)">
        <GlyphShapes verdict={verdict} />
      </g>
    </svg>
  );
}

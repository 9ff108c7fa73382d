import { CLAIM_STANDINGS } from "#lib/core/access/claim-standing.ts";
import type { StandingCounts } from "#lib/core/views/contradictions.ts";

interface StandingBarProps {
  readonly counts: StandingCounts;
  /** What the whole width stands for; the counts' own total where left out. */
  readonly of?: number;
  readonly height: number;
}

/** Claims by where they stand as shares of one bar, loudest first. The figures stand beside it in words. */
export function StandingBar({ counts, of = counts.total, height }: StandingBarProps) {
  let from = 0;
  const shares = CLAIM_STANDINGS.map((standing) => {
    const width = (counts[standing] / Math.max(1, of)) * 100;
    const share = { standing, from, width };
    from += width;
    return share;
  });
  return (
    <svg className="standing-bar" width="100%" height={height} aria-hidden="true">
      {shares
        .filter((share) => share.width > 0)
        .map((share) => (
          <rect
            key={share.standing}
            data-standing={share.standing}
            x={`${share.from}%`}
            y="0.5"
            width={`${share.width}%`}
            height={height - 1}
            rx="1.5"
          />
        ))}
    </svg>
  );
}

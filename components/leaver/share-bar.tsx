import type { HeadlineView } from "#lib/core/views/headline.ts";

const PARTS = ["verified", "attested", "excepted", "open"] as const;

/** The four parts of the headline as shares of one bar. The figures stand beside it in words. */
export function ShareBar({ headline }: { headline: HeadlineView }) {
  let from = 0;
  const total = Math.max(1, headline.total);
  const shares = PARTS.map((part) => {
    const width = (headline[part] / total) * 100;
    const share = { part, from, width };
    from += width;
    return share;
  });
  return (
    <svg className="share-bar" width="100%" height="8" aria-hidden="true">
      {shares
        .filter((share) => share.width > 0)
        .map((share) => (
          <rect
            key={share.part}
            data-share={share.part}
            x={`${share.from}%`}
            y="0.5"
            width={`${share.width}%`}
            height="7"
            rx="1"
          />
        ))}
    </svg>
  );
}

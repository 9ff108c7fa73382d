import type { ReactNode } from "react";
import type { VerdictKey } from "#lib/core/access/verdict-key.ts";

const line = { fill: "none", stroke: "currentColor" } as const;
/** A cut-out shows the fill under the glyph, so a tick stays readable on a solid shape. */
const cut = { fill: "none", stroke: "var(--glyph-cut)" } as const;
const solid = { fill: "currentColor" } as const;

const ring = <circle cx="8" cy="8" r="5.25" strokeWidth="1.5" {...line} />;

/**
 * One shape per verdict on a 16 × 16 grid. Shape carries the verdict, colour only decorates.
 * A tick stands in the four Verified shapes and nowhere else: nothing unseen can be read as seen.
 */
export const GLYPH_SHAPES: Readonly<Record<VerdictKey, ReactNode>> = {
  came_back: <path d="M6 2.7 2.3 6.4 6 10.1M2.6 6.4H10a3.5 3.5 0 0 1 0 7H5.6" strokeWidth="1.9" {...line} />,
  still_present: (
    <>
      <path d="M8 1.6 15.2 14.2H.8Z" {...solid} />
      <path d="M8 6v4M8 11.3v1.4" strokeWidth="1.6" {...cut} />
    </>
  ),
  missed_at_inventory: (
    <>
      <circle cx="6.7" cy="6.7" r="4.6" strokeWidth="1.6" {...line} />
      <path d="M10.2 10.2 14.4 14.4" strokeWidth="2" {...line} />
      <path d="M6.7 4.2v5M4.2 6.7h5" strokeWidth="1.5" {...line} />
    </>
  ),
  latent: <path d="M9.6.9 2.9 9.2h4L6 15.1l7.1-8.6H8.9Z" {...solid} />,
  not_started: <circle cx="8" cy="8" r="5.25" strokeWidth="1.5" strokeDasharray="2.1 2.02" {...line} />,
  cannot_check: (
    <>
      <path d="M5.2 6a2.8 2.8 0 1 1 4.2 2.4c-.9.5-1.4.9-1.4 2" strokeWidth="1.8" {...line} />
      <circle cx="8" cy="12.9" r="1.15" {...solid} />
    </>
  ),
  in_progress: (
    <>
      {ring}
      <path d="M8 8V2.75A5.25 5.25 0 0 1 13.25 8Z" {...solid} />
    </>
  ),
  reported_removed: (
    <>
      {ring}
      <path d="M8 2.75a5.25 5.25 0 0 0 0 10.5Z" {...solid} />
    </>
  ),
  self_checked: (
    <>
      <path
        d="M1.4 8S3.9 3.9 8 3.9 14.6 8 14.6 8 12.1 12.1 8 12.1 1.4 8 1.4 8Z"
        strokeWidth="1.5"
        strokeLinejoin="round"
        {...line}
      />
      <circle cx="8" cy="8" r="1.9" {...solid} />
    </>
  ),
  expires_by: (
    <>
      <path d="M3.4 1.9h9.2M3.4 14.1h9.2" strokeWidth="1.6" {...line} />
      <path d="M4.6 2v2.4L7.2 8l-2.6 3.6V14M11.4 2v2.4L8.8 8l2.6 3.6V14" strokeWidth="1.4" {...line} />
      <path d="M5.2 13.6 8 10.6l2.8 3Z" {...solid} />
    </>
  ),
  verified_removed: (
    <>
      <circle cx="8" cy="8" r="6.25" {...solid} />
      <path d="M5 8.2l2.1 2.1L11 6.2" strokeWidth="1.7" {...cut} />
    </>
  ),
  verified_disabled: (
    <>
      <path d="M5 7V5a3 3 0 0 1 6 0v2" strokeWidth="1.7" {...line} />
      <rect x="2.2" y="6.4" width="11.6" height="8.4" rx="1.6" {...solid} />
      <path d="M5.4 10.6l1.9 1.8 3.4-3.5" strokeWidth="1.6" {...cut} />
    </>
  ),
  verified_rotated: (
    <>
      <path d="M13.9 9.3A6.1 6.1 0 1 1 12.4 3.8" strokeWidth="1.7" {...line} />
      <path d="M14.6.9v4.6H10Z" {...solid} />
      <path d="M5.2 8.3l2 2 3.6-3.7" strokeWidth="1.7" {...line} />
    </>
  ),
  verified_transferred: (
    <>
      <path
        d="M1 3.2h8.4L15.2 8l-5.8 4.8H1Z"
        fill="currentColor"
        stroke="currentColor"
        strokeWidth="1"
        strokeLinejoin="round"
      />
      <path d="M4.2 8.1l2 2 3.7-3.8" strokeWidth="1.6" {...cut} />
    </>
  ),
  attested: (
    <>
      <path
        d="M2 10.2C3.6 6 5 2.6 6.3 3.2c1.5.7-1.2 5.6-.2 6.6.9.8 2-2.9 3-2.6.8.2-.2 2.2.6 2.6.9.4 1.8-1.2 3.8-1.8"
        strokeWidth="1.5"
        strokeLinecap="round"
        {...line}
      />
      <path d="M1.8 13.4h12.4" strokeWidth="1.5" {...line} />
    </>
  ),
  excepted_until: (
    <>
      <circle cx="8" cy="8" r="5.6" strokeWidth="1.5" {...line} />
      <path d="M6.4 5.5v5M9.6 5.5v5" strokeWidth="1.6" {...line} />
    </>
  ),
  retained_until: (
    <>
      <rect x="1.6" y="2.6" width="12.8" height="3.6" {...solid} />
      <path d="M2.7 6.2v7.2h10.6V6.2" strokeWidth="1.5" {...line} />
      <path d="M6 9.2h4" strokeWidth="1.6" {...line} />
    </>
  ),
  never_found: (
    <>
      <circle cx="8" cy="8" r="5" strokeWidth="1.4" {...line} />
      <path d="M3 13 13 3" strokeWidth="1.4" {...line} />
    </>
  ),
  not_applicable: <path d="M5 8h6" strokeWidth="1.5" {...line} />,
};

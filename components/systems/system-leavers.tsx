import Link from "next/link";
import type { SystemView } from "#lib/core/views/system.ts";
import { formatEventShort } from "../time/format-instant.ts";

/** Leavers under way who have, or may have, access here: first to leave first. */
export function SystemLeavers({ view }: { view: SystemView }) {
  const { leavers, system, asOfIso } = view;
  return (
    <section className="card system-part" aria-labelledby="leavers-title">
      <h2 id="leavers-title" className="text-lead font-semibold">
        Open leavers <span className="text-muted num">{system.leavers}</span>
      </h2>
      {leavers.length === 0 ? (
        <p className="text-muted">No leaver under way has access here that is known.</p>
      ) : (
        <ul className="system-leavers">
          {leavers.map(({ leaverId, personName, effectiveEnd, open, total }) => (
            <li key={leaverId}>
              <span className="who">
                <Link href={`/leavers/${leaverId}`} className="who-name" dir="auto">
                  <bdi>{personName}</bdi>
                </Link>
                <span className="mono text-muted">{leaverId}</span>
              </span>
              <time dateTime={effectiveEnd.atIso} className="text-muted" suppressHydrationWarning>
                {formatEventShort(effectiveEnd, asOfIso)} {effectiveEnd.offset}
              </time>
              <span className={open > 0 ? "num" : "num text-muted"}>
                {open} of {total} open
              </span>
            </li>
          ))}
        </ul>
      )}
      {system.leavers > leavers.length ? (
        <p className="text-muted num">
          {leavers.length} of {system.leavers} shown ·{" "}
          <Link className="link" href={`/steps?tab=all_open&q=${encodeURIComponent(`system:${system.slug}`)}`}>
            all their steps
          </Link>
        </p>
      ) : null}
    </section>
  );
}

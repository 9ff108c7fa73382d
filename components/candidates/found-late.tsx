import Link from "next/link";
import { Fragment } from "react";
import type { FoundLateView } from "#lib/core/views/candidates.ts";

const SHOWN_MAX = 5;

/** The metric: systems that came to light only after a case had closed without them, of how many, and which. */
export function FoundLate({ found }: { found: FoundLateView }) {
  if (found.of === 0) return null;
  const shown = found.systems.slice(0, SHOWN_MAX);
  return (
    <p className="found-late num">
      <b className={found.found > 0 ? "bad" : undefined}>
        {found.found} of {found.of} found only after a closure
      </b>
      {shown.map(({ name, slug, leavers }, at) => (
        <Fragment key={`${name} ${slug}`}>
          {at === 0 ? ": " : "; "}
          {slug === null ? (
            <bdi>{name}</bdi>
          ) : (
            <Link className="link" href={`/systems/${slug}`}>
              {name}
            </Link>
          )}{" "}
          (
          {leavers.slice(0, SHOWN_MAX).map((leaver, place) => (
            <Fragment key={leaver}>
              {place === 0 ? "" : ", "}
              <Link className="link" href={`/leavers/${leaver}`}>
                {leaver}
              </Link>
            </Fragment>
          ))}
          {leavers.length > SHOWN_MAX ? ` and ${leavers.length - SHOWN_MAX} more` : ""})
        </Fragment>
      ))}
      {found.systems.length > shown.length ? ` and ${found.systems.length - shown.length} more` : ""}.{" "}
      {found.unknown > 0 ? (
        <span className="text-muted">Of {found.unknown} more no source names a person, so it is not known.</span>
      ) : null}
    </p>
  );
}

import { VERDICT_WORD } from "#lib/core/access/verdict-key.ts";
import type { ItemView } from "#lib/core/views/item.ts";
import { EventTime } from "../time/event-time.tsx";
import { formatTook } from "../time/format-duration.ts";
import { formatDayTime, formatFull } from "../time/format-instant.ts";
import { COMPLETENESS_WORD, INDEPENDENCE_WORD } from "./presence-words.ts";

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function Evidence({ item }: { item: ItemView }) {
  const evidence = item.lastObservation?.evidence;
  if (!evidence) return <dd>Not numbered yet</dd>;
  return (
    <dd className="mono">
      {evidence.leafIndex === null ? "" : `leaf ${evidence.leafIndex.toLocaleString("en")} · `}sha-256{" "}
      {evidence.leafHash}
    </dd>
  );
}

/** What was last seen with our own eyes, by what, how far from whoever acted, and where it is kept. */
export function LastObservation({ item }: { item: ItemView }) {
  const seen = item.lastObservation;
  return (
    <section aria-labelledby="seen-title">
      <h3 id="seen-title" className="drawer-heading">
        Last observation{" "}
        <span suppressHydrationWarning>
          {item.validUntilIso ? `valid until ${formatDayTime(item.validUntilIso, item.zone)}` : ""}
        </span>
      </h3>
      {seen ? (
        <dl className="facts">
          <dt>Value</dt>
          <dd>{seen.found}</dd>
          <dt>Started</dt>
          <dd>
            <EventTime
              iso={seen.startedAtIso}
              zone={item.zone}
              nowIso={item.asOfIso}
              text={formatFull(seen.startedAtIso, item.zone, true)}
            />
            , took {formatTook(seen.tookMicros)}
          </dd>
          <dt>Read by</dt>
          <dd>
            {seen.readBy}
            {seen.credential ? (
              <>
                , credential <span className="mono">{seen.credential}</span>
              </>
            ) : null}
          </dd>
          <dt>Independence</dt>
          <dd>
            {sentence(INDEPENDENCE_WORD[seen.independence])}; tier {item.tier} asks for{" "}
            {INDEPENDENCE_WORD[seen.minIndependence]}
          </dd>
          <dt>Completeness</dt>
          <dd>{COMPLETENESS_WORD[seen.completeness]}</dd>
          <dt>Evidence</dt>
          <Evidence item={item} />
        </dl>
      ) : (
        <p className="drawer-text">Nobody has looked yet. Until then the verdict is {VERDICT_WORD[item.verdict]}.</p>
      )}
      {item.nextCheck ? <p className="drawer-text">{item.nextCheck}</p> : null}
    </section>
  );
}

/** What was said, oldest first, and when a look proved it wrong. A claim is never drawn like an observation. */
export function Claims({ item }: { item: ItemView }) {
  const contradicted = item.claims.filter((claim) => claim.contradictedAtIso !== null).length;
  return (
    <section aria-labelledby="claims-title">
      <h3 id="claims-title" className="drawer-heading">
        Claims, oldest first{" "}
        <span>
          {item.claims.length} {item.claims.length === 1 ? "claim" : "claims"}, {contradicted} contradicted
        </span>
      </h3>
      {item.claims.length === 0 ? <p className="drawer-text">Nobody has said anything yet.</p> : null}
      <ol className="claims">
        {item.claims.map((claim) => (
          <li key={`${claim.atIso} ${claim.actor} ${claim.sentence}`}>
            <b className="font-medium">{claim.actor}</b> {claim.sentence}
            <small className="num" suppressHydrationWarning>
              {formatDayTime(claim.atIso, item.zone, true)}
              {claim.contradictedAtIso
                ? ` · contradicted ${formatDayTime(claim.contradictedAtIso, item.zone, true)}`
                : ""}
            </small>
          </li>
        ))}
      </ol>
    </section>
  );
}

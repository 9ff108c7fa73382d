import type { ContradictionsView } from "#lib/core/views/contradictions.ts";
import { formatFull } from "../time/format-instant.ts";
import { coverageOf } from "./claim-words.ts";
import { periodWords } from "./period-words.ts";
import { StandingBar } from "./standing-bar.tsx";

/** What the figures are made of: time, leavers, coverage, the way of counting, and as of when. */
export function ReportBasis({ view }: { view: ContradictionsView }) {
  const { leavers, asOfIso } = view;
  return (
    <p className="report-basis num">
      {periodWords(view)} · {leavers} {leavers === 1 ? "leaver" : "leavers"} · {coverageOf(view)} · each item counted
      once a tool, after freshness · as of {formatFull(asOfIso, "UTC")}
    </p>
  );
}

/** All claims as one bar with its figures below. */
export function ReportBar({ view }: { view: ContradictionsView }) {
  const { counts, cameBack, notMatched } = view;
  return (
    <div className="report-bar">
      <StandingBar counts={counts} height={20} />
      <ul className="report-figures num">
        <li>
          <b className={counts.contradicted > 0 ? "bad" : undefined}>{counts.contradicted}</b> contradicted
          {cameBack > 0 ? ` (${cameBack} of them confirmed first, then back)` : ""}
        </li>
        <li>
          <b>{counts.cannot_check}</b> cannot be checked
        </li>
        {counts.awaiting_look > 0 ? (
          <li>
            <b>{counts.awaiting_look}</b> await a look
          </li>
        ) : null}
        <li>
          <b>{counts.confirmed}</b> confirmed by a later, independent look
        </li>
        {notMatched > 0 ? (
          <li>
            beside the {counts.total}: <b>{notMatched}</b> not matched to any item yet
          </li>
        ) : null}
      </ul>
    </div>
  );
}

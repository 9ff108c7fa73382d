import { LANES, type Lane, type WayStepView } from "#lib/core/views/runbook.ts";

const LANE_WORD: Readonly<Record<Lane, string>> = {
  hr: "HR",
  iam: "IAM, with Closeout",
  saas: "SaaS and other systems",
};

/** The way of a leaver as a picture: three lanes, from above to below, each step in the lane of whoever has it in hand. */
export function Way({ steps }: { steps: readonly WayStepView[] }) {
  return (
    <div className="way">
      <div className="way-lanes" aria-hidden="true">
        {LANES.map((lane) => (
          <span key={lane}>{LANE_WORD[lane]}</span>
        ))}
      </div>
      <ol className="way-steps">
        {steps.map(({ lane, title, text, moves }) => (
          <li key={title} className="card way-step" data-lane={lane}>
            <span className="way-lane">{LANE_WORD[lane]}</span>
            <h3 className="font-semibold">{title}</h3>
            <p className="text-muted">{text}</p>
            {moves.length === 0 ? null : <p className="way-moves">Moves the case: {moves.join("; ")}.</p>}
          </li>
        ))}
      </ol>
    </div>
  );
}

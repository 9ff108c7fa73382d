import type { WorkflowView } from "#lib/core/views/runbook.ts";
import { RunbookTable } from "./runbook-table.tsx";
import { Way } from "./way.tsx";

/** The way of one leaver through HR, IAM and SaaS, and the rules it goes by. */
export function WorkflowPage({ steps, layers, tiers, checks, moves }: WorkflowView) {
  return (
    <>
      <Way steps={steps} />
      <h2 className="runbook-heading">Layers, in the order in which they are acted on</h2>
      <RunbookTable
        caption="Layers, goals and milestones"
        heads={["Layer", "Goal, account of one person", "Goal, account of several", "Milestone that waits for it"]}
        rows={layers.map(({ layer, personal, shared, milestone }, place) => [
          `${place + 1}. ${layer}`,
          personal,
          shared,
          milestone,
        ])}
      />
      <h2 className="runbook-heading">Deadlines of the policy in force, counted from the effective end</h2>
      <RunbookTable
        caption="Deadlines and looks by tier"
        heads={["Tier", "Access ended within", "Custody handed over within", "What counts as a look"]}
        rows={tiers.map(({ tier, due, custodyDue, look }) => [`Tier ${tier}`, due, custodyDue, look])}
      />
      <h2 className="runbook-heading">What keeps a case from closing</h2>
      <p className="runbook-text">
        All {checks.length} are asked, in this order, of the facts and under a lock. Nothing overrides one.
      </p>
      <ol className="card runbook-checks">
        {checks.map((check) => (
          <li key={check}>{check}</li>
        ))}
      </ol>
      <h2 className="runbook-heading">What moves a case</h2>
      <p className="runbook-text">Every move there is. Any other is refused and recorded.</p>
      <RunbookTable
        caption="Moves of a case"
        heads={["From", "When", "To"]}
        rows={moves.map(({ from, by, to }) => [from, by, to])}
      />
    </>
  );
}

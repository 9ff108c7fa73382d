import type { EndCellView, EndRowView } from "#lib/core/views/runbook.ts";
import { keyed } from "../ui/keyed.ts";
import { VerdictChip } from "../verdict/verdict-chip.tsx";
import { RunbookTable } from "./runbook-table.tsx";

function EndCell({ cell: { text, verdict, because } }: { cell: EndCellView }) {
  return (
    <>
      {text}.
      {verdict === null ? null : (
        <span className="end-verdict">
          <VerdictChip verdict={verdict} /> <span className="text-muted">{because}</span>
        </span>
      )}
    </>
  );
}

/** Three ends of access side by side: what is seen, what stays alive, what is proved. */
export function ThreeEndsPage({ rows }: { rows: readonly EndRowView[] }) {
  return (
    <>
      <p className="runbook-text">
        Deactivation, deletion and deprovisioning are often said for one another. They are three observations, and each
        leaves something alive that the next one ends.
      </p>
      <RunbookTable
        caption="Deactivation, deletion and deprovisioning compared"
        heads={["Question", "Deactivation: the account", "Deletion: the account", "Deprovisioning: every layer"]}
        rows={rows.map(({ question, cells }) => [
          question,
          ...keyed(cells).map(({ key, value }) => <EndCell key={key} cell={value} />),
        ])}
      />
    </>
  );
}

import { VerdictChip } from "#components/verdict/verdict-chip.tsx";
import { VerdictTable } from "#components/verdict/verdict-table.tsx";
import { VERDICTS } from "#lib/core/access/verdict-key.ts";

export default function Page() {
  return (
    <>
      <h1 className="page-title">Verdicts</h1>
      <VerdictTable />
      <h2>Chips</h2>
      <p className="flex flex-wrap gap-2">
        {VERDICTS.map((verdict) => (
          <VerdictChip key={verdict} verdict={verdict} />
        ))}
      </p>
    </>
  );
}

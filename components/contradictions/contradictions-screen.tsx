"use client";
import Link from "next/link";
import type { ContradictionsView } from "#lib/core/views/contradictions.ts";
import { useLiveQuery } from "#lib/ui/use-live-query.ts";
import { useListKeys } from "../leavers/use-list-keys.ts";
import { Hatches } from "../ledger/hatches.tsx";
import { useAssignItems } from "./assign-items.tsx";
import { ClaimTable } from "./claim-table.tsx";
import { ClaimTabs, countOf } from "./claim-tabs.tsx";
import { headlineOf, TAB_WORD, toolWord } from "./claim-words.ts";
import type { ContradictionCommands } from "./contradiction-commands.ts";
import { CountsCards } from "./counts-cards.tsx";
import { PeriodForm } from "./period-form.tsx";
import { isBounded } from "./period-words.ts";
import { ReportBar, ReportBasis } from "./report-head.tsx";
import { reportHref, reportQuery } from "./report-href.ts";
import { WaitingTable } from "./waiting-table.tsx";

interface ContradictionsScreenProps {
  readonly initial: ContradictionsView;
  readonly cursor: string | null;
  readonly commands: ContradictionCommands;
  readonly mayImport: boolean;
  readonly mayExport: boolean;
}

/** Which claims of other tools a later look contradicts: the first thing a newcomer is told. */
export function ContradictionsScreen({ initial, cursor, commands, mayImport, mayExport }: ContradictionsScreenProps) {
  const { tab, tool, system, period } = initial;
  const place = { tab, tool, system: system?.systemId ?? null, period };
  const query = reportQuery({ ...place, cursor });
  const { data } = useLiveQuery<ContradictionsView>({
    tag: "leavers",
    part: `claims ${query}`,
    path: `/api/v1/claims/contradictions?${query}`,
    initial,
  });
  const view = data ?? initial;
  useListKeys();
  const assign = useAssignItems(view, commands);
  return (
    <div className="contradictions">
      <Hatches />
      <div className="page-top">
        <h1 className="report-title">{headlineOf(view)}</h1>
        <div className="page-actions">
          {mayExport ? (
            <a className="button" href={`/api/v1/claims/contradictions/export?${reportQuery(place)}`} download>
              Export CSV
            </a>
          ) : null}
          {mayImport ? (
            <Link className={assign.button ? "button" : "button button-primary"} href="/contradictions/import">
              Import claims…
            </Link>
          ) : null}
          {assign.button}
        </div>
      </div>
      <ReportBasis view={view} />
      <PeriodForm place={place} />
      {assign.outcome}
      {view.counts.total > 0 ? (
        <>
          <ReportBar view={view} />
          <CountsCards view={view} />
        </>
      ) : null}
      <Narrowed view={view} />
      <ClaimTabs view={view} />
      <Rows view={view} mayImport={mayImport} />
      {view.nextCursor === null ? null : (
        <p className="py-2">
          <Link className="button" href={reportHref({ ...place, cursor: view.nextCursor })}>
            Next page
          </Link>
        </p>
      )}
      {assign.dialog}
    </div>
  );
}

function Narrowed({ view }: { view: ContradictionsView }) {
  const { tool, system, tab, period } = view;
  const to = [tool === null ? null : toolWord(tool), system?.name ?? null].filter((part) => part !== null);
  if (to.length === 0) return null;
  return (
    <p className="notice">
      Below: {to.join(", ")} alone, {view.filtered.total} of {view.counts.total} claims.{" "}
      <Link className="link" href={reportHref({ tab, tool: null, system: null, period })}>
        Show all
      </Link>
    </p>
  );
}

function Rows({ view, mayImport }: { view: ContradictionsView; mayImport: boolean }) {
  if (view.tab === "not_matched" && view.waiting.length > 0) return <WaitingTable rows={view.waiting} />;
  if (view.rows.length > 0) return <ClaimTable rows={view.rows} caption={TAB_WORD[view.tab]} asOfIso={view.asOfIso} />;
  return (
    <div className="card empty">
      <p className="text-fg">
        {TAB_WORD[view.tab]}: {countOf(view, view.tab)} of {view.filtered.total} claims.
      </p>
      {view.counts.total === 0 && mayImport && !isBounded(view.period) ? (
        <p>
          Give Closeout what your tools say was carried out: a file they export with{" "}
          <span className="mono">closeout claims import</span> or{" "}
          <Link className="link" href="/contradictions/import">
            here
          </Link>
          , or each task as it happens at <span className="mono">POST /api/v1/claims</span>. Closeout looks for itself
          and says which are not so.
        </p>
      ) : null}
    </div>
  );
}

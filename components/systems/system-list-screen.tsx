"use client";
import Link from "next/link";
import { useCallback, useState } from "react";
import type { CandidateListView } from "#lib/core/views/candidates.ts";
import { type InventoryRowView, SYSTEMS_A_PAGE, type SystemListView } from "#lib/core/views/inventory.ts";
import { useLiveQuery } from "#lib/ui/use-live-query.ts";
import type { CandidateCommands } from "../candidates/candidate-commands.ts";
import { CandidatesBlock } from "../candidates/candidates-block.tsx";
import { useListKeys } from "../leavers/use-list-keys.ts";
import { formatFull } from "../time/format-instant.ts";
import { useMyZone } from "../time/use-mine.ts";
import { ActingDialog } from "./acting-dialog.tsx";
import { CoverageLegend } from "./coverage-legend.tsx";
import { NoSystems } from "./no-systems.tsx";
import type { SystemCommands } from "./system-commands.ts";
import { SystemSum } from "./system-sum.tsx";
import { SystemTable } from "./system-table.tsx";
import { SystemTabs } from "./system-tabs.tsx";

interface SystemListScreenProps {
  readonly initial: SystemListView;
  readonly cursor: string | null;
  readonly commands: Pick<SystemCommands, "switchActing">;
  /** May register a system from a list that it exports. */
  readonly maySetUp?: boolean;
  /** Systems in use that nobody listed; null where the reader may not see them. */
  readonly candidates?: { readonly initial: CandidateListView; readonly commands: CandidateCommands } | null;
}

function queryOf(list: SystemListView, cursor: string | null): string {
  const query = new URLSearchParams({ tab: list.tab });
  if (cursor) query.set("cursor", cursor);
  return query.toString();
}

/** The inventory: who answers for each system, how each layer can be acted on and observed, and what nobody sees. */
export function SystemListScreen(props: SystemListScreenProps) {
  const { initial, cursor, commands, maySetUp = false, candidates = null } = props;
  const query = queryOf(initial, cursor);
  const { data } = useLiveQuery<SystemListView>({
    tag: "systems",
    part: query,
    path: `/api/v1/systems?${query}&limit=${SYSTEMS_A_PAGE}`,
    initial,
  });
  const list = data ?? initial;
  const zone = useMyZone() ?? "UTC";
  const [switching, setSwitching] = useState<InventoryRowView | null>(null);
  const close = useCallback(() => setSwitching(null), []);
  useListKeys("[data-system]");
  const count = list.tabs.find((tab) => tab.key === list.tab)?.count ?? 0;
  return (
    <>
      <div className="page-top">
        <h1 className="page-title">Systems</h1>
        <span className="page-actions">
          <Link className="button" href="/orphans">
            Accounts of nobody
          </Link>
          {maySetUp ? (
            <>
              <Link className="button" href="/setup?step=system">
                Set one up from a list
              </Link>
              <Link className="button button-primary" href="/systems/connect">
                Add a system
              </Link>
            </>
          ) : null}
        </span>
      </div>
      <SystemSum list={list} />
      <div className="systems-head">
        <SystemTabs tabs={list.tabs} here={list.tab} candidates={candidates?.initial.open.length ?? null} />
        <CoverageLegend />
      </div>
      <p className="as-of num" suppressHydrationWarning>
        {list.rows.length} of {count} · sorted by {list.sortedBy} · as of {formatFull(list.asOfIso, zone, true)}
      </p>
      {list.rows.length === 0 ? <NoSystems list={list} /> : <SystemTable list={list} onActing={setSwitching} />}
      {list.nextCursor ? (
        <p className="py-2">
          <Link className="button" href={`/systems?${queryOf(list, list.nextCursor)}`}>
            Next page
          </Link>
        </p>
      ) : null}
      {candidates === null ? null : <CandidatesBlock {...candidates} />}
      {switching ? <ActingDialog system={switching} commands={commands} onClose={close} /> : null}
    </>
  );
}

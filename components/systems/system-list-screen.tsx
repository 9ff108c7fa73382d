"use client";
import Link from "next/link";
import type { CandidateListView } from "#lib/core/views/candidates.ts";
import type { SystemListView, SystemRowView } from "#lib/core/views/system-list.ts";
import { useLiveQuery } from "#lib/ui/use-live-query.ts";
import type { CandidateCommands } from "../candidates/candidate-commands.ts";
import { CandidatesBlock } from "../candidates/candidates-block.tsx";
import { SystemsTabs } from "../candidates/systems-tabs.tsx";
import { formatFull } from "../time/format-instant.ts";
import { useMyZone } from "../time/use-mine.ts";
import { Person } from "./person.tsx";
import { ACTING_WORD, isCheckBad, lastCheckWords } from "./system-words.ts";

function SystemRow({ system, asOfIso }: { system: SystemRowView; asOfIso: string }) {
  return (
    <tr>
      <th scope="row">
        <Link href={`/systems/${system.slug}`} className="step-link" data-system={system.slug}>
          <bdi>{system.name}</bdi>
        </Link>{" "}
        <span className="tier">Tier {system.tier}</span>
      </th>
      <td className="owner">
        <Person person={system.owner} gone={system.ownerGone} nobody="No owner" />
      </td>
      <td className="deputy">
        <Person person={system.deputy} gone={system.deputyGone} nobody="No deputy" />
      </td>
      <td className={isCheckBad(system) ? "checked bad" : "checked"} suppressHydrationWarning>
        {lastCheckWords(system, asOfIso)}
      </td>
      <td className="num figure open-steps">
        <Link href={`/steps?tab=all_open&q=${encodeURIComponent(`system:${system.slug}`)}`} className="step-link">
          {system.openSteps} open
        </Link>
        {system.openWithoutOwner > 0 ? <span className="bad"> · {system.openWithoutOwner} without owner</span> : null}
      </td>
      <td className="acting">
        <span className="acting-mark" data-on={system.acting || undefined}>
          {system.acting ? ACTING_WORD.on : ACTING_WORD.off}
        </span>
      </td>
    </tr>
  );
}

interface SystemListScreenProps {
  readonly initial: SystemListView;
  /** May register a system from a list that it exports. */
  readonly maySetUp?: boolean;
  /** Systems in use that nobody listed; null where the reader may not see them. */
  readonly candidates?: { readonly initial: CandidateListView; readonly commands: CandidateCommands } | null;
}

/** The inventory: who answers for each system, and where Closeout acts. */
export function SystemListScreen({ initial, maySetUp = false, candidates = null }: SystemListScreenProps) {
  const { data } = useLiveQuery<SystemListView>({ tag: "systems", path: "/api/v1/systems", initial });
  const list = data ?? initial;
  const zone = useMyZone() ?? "UTC";
  return (
    <>
      <div className="page-top">
        <h1 className="page-title">Systems</h1>
        {maySetUp ? (
          <Link className="button" href="/setup?step=system">
            Set one up from a list
          </Link>
        ) : null}
      </div>
      {candidates === null ? null : (
        <SystemsTabs here="all" systems={list.total} candidates={candidates.initial.open.length} />
      )}
      <p className="systems-sum">
        <span>
          <b className={list.withoutOwner > 0 ? "bad" : undefined}>
            {list.withoutOwner} of {list.total} have no owner
          </b>
          ; Closeout acts on {list.acting} of {list.total} and only looks at the others.
        </span>
        <span className="tabs-note">Sorted by {list.sortedBy}</span>
      </p>
      <p className="as-of num">
        {list.rows.length} of {list.total} · as of {formatFull(list.asOfIso, zone, true)}
      </p>
      {list.rows.length === 0 ? (
        <p className="card empty">
          No system yet. Set one up from a list of its users, or register one with{" "}
          <span className="mono">POST /api/v1/systems</span>.
        </p>
      ) : (
        <div className="card list-wrap">
          <table className="list systems-list">
            <caption className="sr-only">Systems, sorted by {list.sortedBy}</caption>
            <thead>
              <tr>
                <th scope="col">System</th>
                <th scope="col">Owner</th>
                <th scope="col">Deputy</th>
                <th scope="col">Last check</th>
                <th scope="col" className="figure">
                  Steps
                </th>
                <th scope="col">Acting</th>
              </tr>
            </thead>
            <tbody>
              {list.rows.map((system) => (
                <SystemRow key={system.id} system={system} asOfIso={list.asOfIso} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {candidates === null ? null : <CandidatesBlock {...candidates} />}
    </>
  );
}

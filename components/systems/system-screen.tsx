"use client";
import Link from "next/link";
import { useCallback, useState } from "react";
import type { SystemView } from "#lib/core/views/system.ts";
import { useLiveQuery } from "#lib/ui/use-live-query.ts";
import { ActingDialog } from "./acting-dialog.tsx";
import { ActingSwitch } from "./acting-switch.tsx";
import { ConfirmLink } from "./confirm-link.tsx";
import { CredentialNotice } from "./credential-notice.tsx";
import { SkippedByAutomation } from "./skipped-by-automation.tsx";
import { SystemCheck } from "./system-check.tsx";
import type { SystemCommands } from "./system-commands.ts";
import { SystemConnection } from "./system-connection.tsx";
import { SystemCoverage } from "./system-coverage.tsx";
import { SystemLeavers } from "./system-leavers.tsx";
import { SystemLists } from "./system-lists.tsx";
import { SystemOwners } from "./system-owners.tsx";
import { ACTING_WORD, isCheckBad, lastCheckWords } from "./system-words.ts";

interface SystemScreenProps {
  readonly initial: SystemView;
  readonly commands: SystemCommands;
  /** Who is signed in. */
  readonly readerName: string;
}

function Acting({ view, onOpen }: { view: SystemView; onOpen: () => void }) {
  const { system, maySwitch } = view;
  return (
    <div className="acting-row">
      {maySwitch ? <ActingSwitch system={system} maySwitch onOpen={onOpen} showsName /> : null}
      <b className="acting-mark" data-on={system.acting || undefined}>
        {system.acting ? ACTING_WORD.on : ACTING_WORD.off}
      </b>
      <span className="text-muted">
        {system.connector === null
          ? "Without a connector Closeout cannot act here: owners do it by hand."
          : system.acting
            ? "Closeout acts on leavers here and looks again for itself."
            : "Closeout looks and touches nothing. Owners act by hand."}
      </span>
    </div>
  );
}

/** One system: how it is covered, who answers for it, and whether Closeout acts on it. Kept current while open. */
export function SystemScreen({ initial, commands, readerName }: SystemScreenProps) {
  const { data } = useLiveQuery<SystemView>({
    tag: "systems",
    part: initial.system.slug,
    path: `/api/v1/systems/${initial.system.slug}`,
    initial,
  });
  const view = data ?? initial;
  const { system } = view;
  const [switching, setSwitching] = useState(false);
  const close = useCallback(() => setSwitching(false), []);
  return (
    <>
      <nav className="crumbs" aria-label="Path">
        <Link href="/systems">Systems</Link>
      </nav>
      <div className="page-top">
        <h1 className="page-title">
          <bdi>{system.name}</bdi> <span className="reference">Tier {system.tier}</span>
        </h1>
      </div>
      <p className="systems-sum">
        <span>
          <span className={isCheckBad(system) ? "bad" : undefined} suppressHydrationWarning>
            Last check: {lastCheckWords(system, view.asOfIso)}
          </span>{" "}
          ·{" "}
          <Link className="link" href={`/steps?tab=all_open&q=${encodeURIComponent(`system:${system.slug}`)}`}>
            {system.openSteps} open steps
          </Link>
          {system.openWithoutOwner > 0 ? (
            <b className="bad">
              , {system.openWithoutOwner} of {system.openSteps} without owner
            </b>
          ) : null}
        </span>
      </p>
      <CredentialNotice credential={system.credentialOwner} />
      <div className="system-parts">
        <div>
          <SystemCoverage view={view} />
          <SkippedByAutomation view={view} />
          <SystemLeavers view={view} />
        </div>
        <div>
          <section className="card system-part" aria-labelledby="owners-title">
            <h2 id="owners-title" className="text-lead font-semibold">
              Who answers for it
            </h2>
            <SystemOwners view={view} commands={commands} />
            {view.mayLink && system.owner !== null && !system.ownerGone ? (
              <ConfirmLink key={system.owner.id} systemId={system.id} person={system.owner} primary={false} />
            ) : null}
          </section>
          <section className="card system-part" aria-labelledby="acting-head">
            <h2 id="acting-head" className="text-lead font-semibold">
              Acting
            </h2>
            <Acting view={view} onOpen={() => setSwitching(true)} />
          </section>
          <SystemCheck view={view} />
          <SystemConnection system={system} mayChange={view.maySwitch} />
          <SystemLists
            system={system}
            readerName={readerName}
            maySupply={view.maySupply}
            mayRelease={view.mayRelease}
          />
        </div>
      </div>
      {switching ? <ActingDialog system={system} commands={commands} onClose={close} /> : null}
    </>
  );
}

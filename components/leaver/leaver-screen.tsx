"use client";
import Link from "next/link";
import { useCallback, useEffect, useState } from "react";
import type { LeaverView } from "#lib/core/views/leaver.ts";
import { useLiveQuery } from "#lib/ui/use-live-query.ts";
import { Refusals } from "../ui/refusals.tsx";
import { findCell } from "./find-cell.ts";
import { ItemPanel } from "./item-panel.tsx";
import type { LeaverCommands } from "./leaver-commands.ts";
import { LeaverHeader } from "./leaver-header.tsx";
import { LeaverPart, type Part } from "./leaver-part.tsx";
import { type LeaverTab, LeaverTabs } from "./leaver-tabs.tsx";
import { leaverTitle } from "./leaver-title.ts";
import { Summary } from "./summary.tsx";
import { Troubles } from "./troubles.tsx";
import { useLeaverActions } from "./use-leaver-actions.ts";
import { usePanelKeys } from "./use-panel-keys.ts";
import { usePeek } from "./use-peek.ts";

interface LeaverScreenProps {
  readonly initial: LeaverView;
  readonly commands: LeaverCommands;
}

function tabsOf(leaver: LeaverView): readonly LeaverTab<Part>[] {
  return [
    { key: "access", word: "Access", count: leaver.headline.total },
    { key: "steps", word: "Steps", count: leaver.steps.length },
    { key: "blockers", word: "Holding it open", count: leaver.blockers.length + leaver.holds.length },
    { key: "activity", word: "Activity", count: null },
  ];
}

interface LeaverButtonsProps {
  readonly leaver: LeaverView;
  readonly actions: ReturnType<typeof useLeaverActions>;
}

/** One primary button: looking again. There is none that closes. */
function LeaverButtons({ leaver, actions }: LeaverButtonsProps) {
  return (
    <>
      {leaver.actions.export ? (
        <Link className="button" href={`/leavers/${leaver.header.id}/sheet`}>
          Export evidence
        </Link>
      ) : null}
      {leaver.actions.dispatch ? (
        <button type="button" className="button" aria-disabled={actions.pending} onClick={actions.dispatch}>
          Dispatch now
        </button>
      ) : null}
      {leaver.actions.verify ? (
        <button
          type="button"
          className="button button-primary"
          aria-disabled={actions.pending}
          onClick={actions.verify}
        >
          Verify now <kbd className="key">V</kbd>
        </button>
      ) : null}
    </>
  );
}

/** One leaver: what is left, for how long, who answers for it, and what holds it open. Kept current while open. */
export function LeaverScreen({ initial, commands }: LeaverScreenProps) {
  const { data } = useLiveQuery<LeaverView>({
    tag: `leaver:${initial.header.caseId}`,
    path: `/api/v1/leavers/${encodeURIComponent(initial.header.id)}`,
    initial,
  });
  const leaver = data ?? initial;
  const [part, setPart] = useState<Part>("access");
  const [asList, setAsList] = useState(false);
  const cellKeyOf = useCallback((itemId: string) => findCell(leaver, itemId)?.key ?? null, [leaver]);
  const peek = usePeek(cellKeyOf);
  const actions = useLeaverActions(leaver, commands, peek.itemId === null);
  usePanelKeys(peek.itemId !== null);

  const title = leaverTitle(leaver);
  useEffect(() => {
    document.title = title;
  }, [title]);

  return (
    <>
      <LeaverHeader leaver={leaver}>
        <LeaverButtons leaver={leaver} actions={actions} />
      </LeaverHeader>
      <Refusals reasons={actions.reasons} />
      <Summary leaver={leaver} onBlockers={() => setPart("blockers")} />
      <Troubles leaver={leaver} onOpen={peek.open} />
      <LeaverTabs tabs={tabsOf(leaver)} active={part} onChange={setPart}>
        {part === "access" ? (
          <button type="button" className="link" aria-pressed={asList} onClick={() => setAsList(!asList)}>
            {asList ? "As table" : "As list"}
          </button>
        ) : null}
        <span>Sorted by {leaver.sortedBy}</span>
      </LeaverTabs>
      <LeaverPart
        part={part}
        asList={asList}
        leaver={leaver}
        openItemId={peek.itemId}
        onOpen={peek.open}
        onAssignSystem={actions.assignSystem}
        onAssignStep={actions.assignStep}
      />
      {peek.itemId ? (
        <ItemPanel itemId={peek.itemId} leaver={leaver} commands={commands} onOpen={peek.open} onClose={peek.close} />
      ) : null}
    </>
  );
}

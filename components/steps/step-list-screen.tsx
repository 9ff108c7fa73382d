"use client";
import Link from "next/link";
import { useCallback, useMemo, useState } from "react";
import { countedWord } from "#lib/core/views/counted.ts";
import { filterText } from "#lib/core/views/step-filter.ts";
import type { StepListView } from "#lib/core/views/step-list.ts";
import { useLiveQuery } from "#lib/ui/use-live-query.ts";
import { formatFull } from "../time/format-instant.ts";
import { useMyZone } from "../time/use-mine.ts";
import { Refusals } from "../ui/refusals.tsx";
import { AssignDialog } from "./assign-dialog.tsx";
import { BulkOutcomeNotice } from "./bulk-outcome.tsx";
import { NothingMatches } from "./nothing-matches.tsx";
import { chosen, countSelected, isSelected } from "./selection.ts";
import { SelectionWords } from "./selection-words.tsx";
import { stepQuery } from "./step-address.ts";
import type { StepCommands } from "./step-commands.ts";
import { StepFilterField } from "./step-filter-field.tsx";
import { StepTable } from "./step-table.tsx";
import { StepTabs } from "./step-tabs.tsx";
import { StepToolbar } from "./step-toolbar.tsx";
import { useBulk } from "./use-bulk.ts";
import { useSelection } from "./use-selection.ts";
import { useStepKeys } from "./use-step-keys.ts";

interface StepListScreenProps {
  readonly initial: StepListView;
  readonly cursor: string | null;
  readonly commands: StepCommands;
}

/** Reading the list costs the database something: a mass event must not have each screen ask five times a second. */
const READ_AGAIN_MS = 2_000;

/** Reads the page and keeps it current. */
function useStepList(initial: StepListView, cursor: string | null): StepListView {
  const query = stepQuery(initial.tab, initial.tokens, cursor);
  const { data } = useLiveQuery<StepListView>({
    tag: "leavers",
    part: `steps ${query}`,
    path: `/api/v1/steps?${query}`,
    initial,
    everyMs: READ_AGAIN_MS,
  });
  return data ?? initial;
}

/** Selection of the list and what is done with it. */
function useStepActions(list: StepListView, commands: StepCommands) {
  const page = useMemo(() => list.rows.map((row) => row.id), [list.rows]);
  const chosenSteps = useSelection(page);
  const { selection, toggle, none } = chosenSteps;
  const [assigning, setAssigning] = useState(false);
  const count = countSelected(selection, list.matching);
  const mayAssign = list.mayAssign;
  const openAssign = useCallback(() => setAssigning(true), []);
  const flip = useCallback((id: string) => toggle(id, !isSelected(selection, id), false), [toggle, selection]);
  useStepKeys({
    selecting: mayAssign || list.mayVerify,
    selected: count.count > 0,
    onAll: chosenSteps.all,
    onClear: none,
    onAssign: mayAssign ? openAssign : null,
    onToggle: flip,
  });
  const steps = useMemo(
    () => ({ tab: list.tab, q: filterText(list.tokens), ...chosen(selection) }),
    [list.tab, list.tokens, selection],
  );
  return { ...chosenSteps, count, steps, assigning, setAssigning, openAssign, bulk: useBulk(commands) };
}

/** How many of how many, and when that was read. */
function AsOf({ list }: { list: StepListView }) {
  const zone = useMyZone() ?? "UTC";
  return (
    <p className="as-of num">
      {countedWord(list.matching)} of {countedWord(list.total)} · as of {formatFull(list.asOfIso, zone, true)}
    </p>
  );
}

function Unknown({ words }: { words: readonly string[] }) {
  if (words.length === 0) return null;
  return (
    <p className="notice">
      Not understood, and filtering nothing: <span className="mono">{words.join(" ")}</span>
    </p>
  );
}

/** Every open step: worst deadline first, whose it is, and owners for all that match at once. */
export function StepListScreen({ initial, cursor, commands }: StepListScreenProps) {
  const list = useStepList(initial, cursor);
  const actions = useStepActions(list, commands);
  const { selection, count, steps, bulk, none } = actions;
  const close = useCallback(() => actions.setAssigning(false), [actions.setAssigning]);
  const selecting = list.mayAssign || list.mayVerify;

  return (
    <>
      <div className="page-top">
        <h1 className="page-title">Steps</h1>
      </div>
      <StepTabs list={list} />
      <div className="filter-bar">
        <StepFilterField list={list} />
        <SelectionWords list={list} selection={selection} onAll={actions.all} onlyPage={actions.onlyPage} />
        <AsOf list={list} />
      </div>
      <Unknown words={initial.unknown} />
      <Refusals reasons={bulk.reasons} />
      <BulkOutcomeNotice outcome={bulk.outcome} pending={bulk.pending} onUndo={bulk.undo} />
      {list.rows.length === 0 ? (
        <NothingMatches list={list} />
      ) : (
        <StepTable
          list={list}
          selection={selection}
          onToggle={selecting ? actions.toggle : null}
          onAll={(all) => (all ? actions.all() : none())}
        />
      )}
      {list.nextCursor ? (
        <p className="py-2">
          <Link className="button" href={`/steps?${stepQuery(list.tab, list.tokens, list.nextCursor)}`}>
            Next page
          </Link>
        </p>
      ) : null}
      <StepToolbar
        count={count}
        all={selection.kind === "all"}
        pending={bulk.pending}
        onAssign={list.mayAssign ? actions.openAssign : null}
        onVerify={
          list.mayVerify
            ? () => void bulk.verify(steps, count.capped ? null : count.count).then((ok) => ok && none())
            : null
        }
        onClear={none}
      />
      {actions.assigning ? (
        <AssignDialog
          what={{
            noun: "steps",
            which: steps,
            count,
            previewPath: "/api/v1/steps/preview-assignment",
            assign: commands.assignMatching,
          }}
          onClose={close}
          onDone={(done) => {
            bulk.assigned(done);
            none();
          }}
        />
      ) : null}
    </>
  );
}

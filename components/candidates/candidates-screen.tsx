"use client";
import type { CandidateListView } from "#lib/core/views/candidates.ts";
import type { SystemTabView } from "#lib/core/views/inventory.ts";
import type { ReadingListView } from "#lib/core/views/readings.ts";
import { Readings, type SwitchReading } from "../readings/readings.tsx";
import { SystemTabs } from "../systems/system-tabs.tsx";
import type { CandidateCommands } from "./candidate-commands.ts";
import { CandidatesBlock } from "./candidates-block.tsx";
import { NotOursList } from "./not-ours-list.tsx";

interface CandidatesScreenProps {
  readonly initial: CandidateListView;
  readonly commands: CandidateCommands;
  readonly tabs: readonly SystemTabView[];
  readonly readings: ReadingListView;
  readonly switchReading: SwitchReading;
}

/** The tab of candidates: what nobody listed, and what was said not to be ours. */
export function CandidatesScreen({ initial, commands, tabs, readings, switchReading }: CandidatesScreenProps) {
  return (
    <>
      <div className="page-top">
        <h1 className="page-title">Systems</h1>
      </div>
      <SystemTabs tabs={tabs} here="candidates" candidates={initial.open.length} />
      <CandidatesBlock initial={initial} commands={commands}>
        {(list) => <NotOursList list={list} commands={commands} />}
      </CandidatesBlock>
      <Readings initial={readings} reading="use" switchReading={switchReading} />
    </>
  );
}

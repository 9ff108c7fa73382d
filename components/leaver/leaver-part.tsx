import type { LeaverView, StepView } from "#lib/core/views/leaver.ts";
import { Ledger } from "../ledger/ledger.tsx";
import { LedgerLegend } from "../ledger/ledger-legend.tsx";
import { LedgerSentences } from "../ledger/ledger-sentences.tsx";
import { Activity } from "./activity.tsx";
import { Blockers } from "./blockers.tsx";
import { Steps } from "./steps.tsx";

export type Part = "access" | "steps" | "blockers" | "activity";

interface LeaverPartProps {
  readonly part: Part;
  readonly asList: boolean;
  readonly leaver: LeaverView;
  readonly openItemId: string | null;
  readonly onOpen: (itemId: string) => void;
  /** null when the reader may not assign. */
  readonly onAssignSystem: ((systemId: string, ownerId: string) => Promise<boolean>) | null;
  readonly onAssignStep: ((step: StepView, ownerId: string) => Promise<boolean>) | null;
}

function Access({ asList, leaver, openItemId, onOpen, onAssignSystem }: LeaverPartProps) {
  if (leaver.rows.length === 0) {
    return <p className="card empty">No system has been read yet. The inventory comes before anything is touched.</p>;
  }
  if (asList) return <LedgerSentences leaver={leaver} onOpen={onOpen} />;
  return (
    <>
      <Ledger leaver={leaver} openItemId={openItemId} onOpen={onOpen} onAssign={onAssignSystem} />
      <LedgerLegend />
    </>
  );
}

/** The chosen part of one leaver. */
export function LeaverPart(props: LeaverPartProps) {
  const { part, leaver, onOpen } = props;
  return (
    <div id="leaver-part" role="tabpanel" aria-labelledby={`tab-${part}`}>
      {part === "access" ? <Access {...props} /> : null}
      {part === "steps" ? <Steps leaver={leaver} onOpen={onOpen} onAssign={props.onAssignStep} /> : null}
      {part === "blockers" ? <Blockers leaver={leaver} onOpen={onOpen} /> : null}
      {part === "activity" ? <Activity leaver={leaver} /> : null}
    </div>
  );
}

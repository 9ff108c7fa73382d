"use client";
import type { LeaverView, StepState, StepView } from "#lib/core/views/leaver.ts";
import { OwnerCell } from "../ledger/owner-cell.tsx";
import { formatNextDeadline } from "../time/format-deadline.ts";

const WORD: Readonly<Record<StepState, string>> = {
  waiting: "Waiting",
  acting: "Acting",
  claimed: "Reported removed",
  observing: "Looking again",
  held: "Held for a person",
  ended: "Ended",
};

interface StepsProps {
  readonly leaver: LeaverView;
  readonly onOpen: (itemId: string) => void;
  readonly onAssign: ((step: StepView, ownerId: string) => Promise<boolean>) | null;
}

function StepRow({ step, leaver, onOpen, onAssign }: StepsProps & { step: StepView }) {
  return (
    <tr>
      <td>{WORD[step.state]}</td>
      <th scope="row">
        <button type="button" className="row-link" onClick={() => onOpen(step.itemId)}>
          <bdi>{step.title}</bdi>
        </button>
      </th>
      <td>
        <OwnerCell
          systemName={step.title}
          owner={step.owner}
          suggested={step.suggestedOwner}
          choices={leaver.ownerChoices}
          onAssign={onAssign && ((ownerId) => onAssign(step, ownerId))}
        />
      </td>
      <td className={step.deadline?.state === "missed" ? "num bad" : "num"} suppressHydrationWarning>
        {step.deadline ? formatNextDeadline(step.deadline, leaver.asOfIso) : "–"}
      </td>
    </tr>
  );
}

/** Every step with its owner and when it is due. A step nobody owns is red and carries a proposal. */
export function Steps(props: StepsProps) {
  const { leaver } = props;
  if (leaver.steps.length === 0) {
    return <p className="card empty">No steps yet. They are planned once the inventory of every system is read.</p>;
  }
  return (
    <div className="card list-wrap">
      <table className="list">
        <caption className="sr-only">Steps of {leaver.header.personName}</caption>
        <thead>
          <tr>
            <th scope="col">State</th>
            <th scope="col">Step</th>
            <th scope="col">Owner</th>
            <th scope="col">Due</th>
          </tr>
        </thead>
        <tbody>
          {leaver.steps.map((step) => (
            <StepRow key={step.id} {...props} step={step} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

"use client";
import { type SubmitEvent, useState } from "react";
import type { CandidateListView, CandidateView } from "#lib/core/views/candidates.ts";
import { useCommand } from "#lib/ui/use-command.ts";
import { Refusals } from "../ui/refusals.tsx";
import { useOpenDialog } from "../ui/use-open-dialog.ts";
import type { CandidateCommands } from "./candidate-commands.ts";

interface NotOursDialogProps {
  readonly candidate: CandidateView;
  readonly systems: CandidateListView["systems"];
  /** May say that it is another name of a listed system. */
  readonly mayAdd: boolean;
  readonly commands: CandidateCommands;
  readonly onClose: () => void;
}

/** Why a candidate is no system to add: not ours, with a reason that stays; or another name of one that is listed. */
export function NotOursDialog({ candidate, systems, mayAdd, commands, onClose }: NotOursDialogProps) {
  const dialog = useOpenDialog(onClose);
  const [means, setMeans] = useState<"not_ours" | "other_name">("not_ours");
  const dismissing = useCommand(commands.dismiss);
  const naming = useCommand(commands.add);
  const pending = dismissing.pending || naming.pending;
  const { id, name, version, maybe } = candidate;
  const send = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const form = new FormData(event.currentTarget);
    const reason = String(form.get("reason") ?? "").trim();
    const answer =
      means === "not_ours"
        ? await dismissing.run({ candidateId: id, reason }, version)
        : await naming.run({ candidateId: id, systemId: String(form.get("system") ?? "") }, version);
    if (answer.ok) dialog.current?.close();
  };
  return (
    <dialog ref={dialog} className="dialog candidate-dialog" aria-labelledby="not-ours-title" tabIndex={-1}>
      <form onSubmit={send} className="form">
        <h2 id="not-ours-title" className="text-lead font-semibold">
          <bdi>{name}</bdi> is no system to add
        </h2>
        <Refusals reasons={[...dismissing.reasons, ...naming.reasons]} />
        <fieldset className="candidate-means">
          <legend className="sr-only">What it is instead</legend>
          <label>
            <input type="radio" name="means" checked={means === "not_ours"} onChange={() => setMeans("not_ours")} />
            It is not ours
          </label>
          {mayAdd ? (
            <label>
              <input
                type="radio"
                name="means"
                checked={means === "other_name"}
                onChange={() => setMeans("other_name")}
              />
              It is another name of a listed system
            </label>
          ) : null}
        </fieldset>
        {means === "not_ours" ? (
          <label className="field">
            <span className="field-label">Why</span>
            <textarea name="reason" className="input candidate-reason" required maxLength={500} rows={3} />
            <span className="field-hint">
              Stays with who said so, and can be taken back. It comes again when a further leaver is seen using it.
            </span>
          </label>
        ) : (
          <label className="field">
            <span className="field-label">System</span>
            <select name="system" className="input" required defaultValue={maybe?.id ?? ""}>
              <option value="" disabled>
                Choose a system
              </option>
              {systems.map((system) => (
                <option key={system.id} value={system.id}>
                  {system.name}
                </option>
              ))}
            </select>
            <span className="field-hint">A name means one system; it cannot be given to another afterwards.</span>
          </label>
        )}
        <div className="dialog-foot">
          <span />
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button type="submit" className="button button-primary" aria-disabled={pending}>
            {means === "not_ours" ? "Not ours" : "Make it another name"}
          </button>
        </div>
      </form>
    </dialog>
  );
}

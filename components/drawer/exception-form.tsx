"use client";
import { useId } from "react";
import type { ItemView } from "#lib/core/views/item.ts";
import type { CommandAction } from "#lib/ui/command-answer.ts";
import { useCommand } from "#lib/ui/use-command.ts";
import { useAnnounce } from "../shell/live-region.tsx";
import { EndFields, endOfDay } from "./end-fields.tsx";
import { FormDialog } from "./form-dialog.tsx";

export interface ExceptionInput {
  readonly itemId: string;
  readonly leaverId: string;
  readonly reason: string;
  readonly until: string;
  readonly zone: string;
}

/** Asks to leave the item open for a time. Another person decides. */
export function ExceptionForm({ item, ask }: { item: ItemView; ask: CommandAction<ExceptionInput> }) {
  const id = useId();
  const announce = useAnnounce();
  const command = useCommand(ask);
  const send = async (form: FormData) => {
    const { id: itemId, leaverId, zone } = item;
    const input = { itemId, leaverId, zone, reason: String(form.get("reason") ?? ""), until: endOfDay(form) };
    const { ok } = await command.run(input, null);
    if (ok) announce("Asked for. Nothing changes until another person approves it.");
    return ok;
  };
  return (
    <FormDialog
      opener="Ask for exception…"
      title={`Ask for an exception: ${item.title} in ${item.systemName}`}
      verb="Ask for exception"
      pending={command.pending}
      reasons={command.reasons}
      onSend={send}
    >
      <p className="field-hint">
        Another person decides: not who asks, acted or verified. It cures no deadline that was missed before.
      </p>
      <div className="field">
        <label className="field-label" htmlFor={`${id}-reason`}>
          Why it has to stay open
        </label>
        <textarea id={`${id}-reason`} name="reason" className="input input-tall" rows={3} maxLength={2000} required />
      </div>
      <EndFields item={item} />
    </FormDialog>
  );
}

"use client";
import { useId } from "react";
import type { ItemView } from "#lib/core/views/item.ts";
import type { CommandAction } from "#lib/ui/command-answer.ts";
import { useCommand } from "#lib/ui/use-command.ts";
import { useAnnounce } from "../shell/live-region.tsx";
import { EndFields, endOfDay } from "./end-fields.tsx";
import { FormDialog } from "./form-dialog.tsx";

export interface HoldInput {
  readonly itemId: string;
  readonly leaverId: string;
  readonly authority: string;
  readonly until: string;
  readonly zone: string;
}

/** Orders the item to be kept, by a named authority, until a date. */
export function HoldForm({ item, hold }: { item: ItemView; hold: CommandAction<HoldInput> }) {
  const id = useId();
  const announce = useAnnounce();
  const command = useCommand(hold);
  const send = async (form: FormData) => {
    const { id: itemId, leaverId, zone } = item;
    const input = { itemId, leaverId, zone, authority: String(form.get("authority") ?? ""), until: endOfDay(form) };
    const { ok } = await command.run(input, null);
    if (ok) announce("Ordered. It is kept on purpose until its end.");
    return ok;
  };
  return (
    <FormDialog
      opener="Hold…"
      title={`Keep on purpose: ${item.title} in ${item.systemName}`}
      verb="Order the hold"
      pending={command.pending}
      reasons={command.reasons}
      onSend={send}
    >
      <div className="field">
        <label className="field-label" htmlFor={`${id}-by`}>
          By whose authority
        </label>
        <input id={`${id}-by`} name="authority" className="input" maxLength={200} required autoComplete="off" />
      </div>
      <EndFields item={item} />
    </FormDialog>
  );
}

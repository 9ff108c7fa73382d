"use client";
import { useState } from "react";
import type { ItemView } from "#lib/core/views/item.ts";
import type { CommandAction } from "#lib/ui/command-answer.ts";
import { useCommand } from "#lib/ui/use-command.ts";
import { useAnnounce } from "../shell/live-region.tsx";
import { FormDialog } from "./form-dialog.tsx";
import { readFile, type SentFile } from "./read-file.ts";
import { SightingFields } from "./sighting-fields.tsx";

export interface AttestInput {
  readonly itemId: string;
  readonly leaverId: string;
  readonly saw: string;
  readonly seenAt: string;
  readonly zone: string;
  readonly statement: string;
  readonly file?: SentFile;
  readonly reference?: string;
}

/** What a form about a sighting holds, without the item it is about. */
export async function readSighting(form: FormData): Promise<Omit<AttestInput, "itemId" | "leaverId">> {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const file = await readFile(form.get("file"));
  const reference = text("reference");
  const said = { saw: text("saw"), seenAt: text("seenAt"), zone: text("zone"), statement: text("statement") };
  return { ...said, ...(file === undefined ? {} : { file }), ...(reference === "" ? {} : { reference }) };
}

/** A second person states what they saw where Closeout cannot look. */
export function AttestForm({ item, attest }: { item: ItemView; attest: CommandAction<AttestInput> }) {
  const announce = useAnnounce();
  const command = useCommand(attest);
  const [opened, setOpened] = useState(0);
  const send = async (form: FormData) => {
    const input = { itemId: item.id, leaverId: item.leaverId, ...(await readSighting(form)) };
    const { ok } = await command.run(input, null);
    if (ok) announce("Recorded as your word, with what you attached. It is counted apart from Verified.");
    return ok;
  };
  return (
    <FormDialog
      opener="Attest…"
      title={`Attest: ${item.title} in ${item.systemName}`}
      verb="Attest"
      pending={command.pending}
      reasons={command.reasons}
      onSend={send}
      onOpen={() => setOpened((times) => times + 1)}
    >
      <p className="field-hint">
        You are the second person: somebody else reported it removed. Your word is kept with what you attach and reads
        Attested, never Verified.
      </p>
      <SightingFields key={opened} />
    </FormDialog>
  );
}

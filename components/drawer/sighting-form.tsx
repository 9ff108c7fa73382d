"use client";
import { useState } from "react";
import type { ItemView } from "#lib/core/views/item.ts";
import type { CommandAction } from "#lib/ui/command-answer.ts";
import { useCommand } from "#lib/ui/use-command.ts";
import { useAnnounce } from "../shell/live-region.tsx";
import { FormDialog } from "./form-dialog.tsx";
import { readSighting, type SightingInput } from "./read-sighting.ts";
import { SightingFields } from "./sighting-fields.tsx";

/** An attestation where only people look; a look where a machine looked from too close. */
export type SightingKind = "attest" | "look";

const WORDS: Readonly<Record<SightingKind, { opener: string; verb: string; hint: string; said: string }>> = {
  attest: {
    opener: "Attest…",
    verb: "Attest",
    hint: "You are the second person: somebody else reported it removed. Your word is kept with what you attach and reads Attested, never Verified.",
    said: "Recorded as your word, with what you attached. It is counted apart from Verified.",
  },
  look: {
    opener: "I looked…",
    verb: "Say what I saw",
    hint: "You are another person than who acted. What you saw is kept with what you attach, as a look by another person.",
    said: "Recorded as what you saw.",
  },
};

interface SightingFormProps {
  readonly kind: SightingKind;
  readonly item: ItemView;
  readonly send: CommandAction<SightingInput>;
}

/** A person states what they saw of an item, when, and what proves it. */
export function SightingForm({ kind, item, send }: SightingFormProps) {
  const announce = useAnnounce();
  const command = useCommand(send);
  const [opened, setOpened] = useState(0);
  const { opener, verb, hint, said } = WORDS[kind];
  const carryOut = async (form: FormData) => {
    const { ok } = await command.run(await readSighting(item, form), null);
    if (ok) announce(said);
    return ok;
  };
  return (
    <FormDialog
      opener={opener}
      title={`${verb}: ${item.title} in ${item.systemName}`}
      verb={verb}
      pending={command.pending}
      reasons={command.reasons}
      onSend={carryOut}
      onOpen={() => setOpened((times) => times + 1)}
    >
      <p className="field-hint">{hint}</p>
      <SightingFields key={opened} />
    </FormDialog>
  );
}

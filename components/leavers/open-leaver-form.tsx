"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type SubmitEvent, useEffect, useRef, useState } from "react";
import type { CommandAction, RefusalReason } from "#lib/ui/command-answer.ts";
import { useCommand } from "#lib/ui/use-command.ts";
import { useMyZone } from "../time/use-mine.ts";
import { Refusals } from "../ui/refusals.tsx";
import { sortRefusals } from "./open-leaver-errors.ts";
import { OpenLeaverFields } from "./open-leaver-fields.tsx";

/** What became of the one event that the form sends. */
interface EventAnswer {
  readonly results: readonly {
    readonly status: string;
    readonly held: boolean;
    readonly leaver: string | null;
    readonly error: RefusalReason | null;
  }[];
}

export interface OpenLeaverInput {
  readonly events: readonly Readonly<Record<string, string>>[];
}

interface OpenLeaverFormProps {
  /** Key of the person, where the form was opened for somebody. */
  readonly personKey?: string;
  readonly record: CommandAction<OpenLeaverInput, EventAnswer>;
}

function read(form: HTMLFormElement, eventId: string): OpenLeaverInput {
  const data = new FormData(form);
  const text = (name: string) => String(data.get(name) ?? "").trim();
  const time = text("time");
  const effectiveAt = time === "" ? text("date") : `${text("date")}T${time}`;
  const event = { source: "Closeout form", eventId, personKey: text("personKey"), kind: text("kind"), effectiveAt };
  return { events: [text("zone") === "" ? event : { ...event, zone: text("zone") }] };
}

/** Opens a leaver by hand. What was typed stays when it is refused; sent twice, it opens one leaver. */
export function OpenLeaverForm({ record, personKey = "" }: OpenLeaverFormProps) {
  const router = useRouter();
  const myZone = useMyZone();
  const command = useCommand(record);
  const [reasons, setReasons] = useState<readonly RefusalReason[]>([]);
  const [held, setHeld] = useState(false);
  const eventId = useRef<string | null>(null);

  const send = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    eventId.current ??= crypto.randomUUID();
    const answer = await command.run(read(form, eventId.current), null);
    const row = answer.ok ? answer.data.results[0] : undefined;
    const refusals = answer.ok ? (row?.error ? [row.error] : []) : answer.reasons;
    setReasons(refusals);
    setHeld(row?.held ?? false);
    if (refusals.length > 0) {
      // Refused, so nothing is stored under this id; a corrected event is another event.
      if (answer.ok) eventId.current = null;
    } else if (row?.leaver) router.push(`/leavers/${row.leaver}`);
  };

  const box = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (reasons.length > 0) box.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [reasons]);

  const { fields, others } = sortRefusals(reasons);
  return (
    <form ref={box} className="form" onSubmit={send} noValidate>
      <Refusals reasons={others} />
      {held ? (
        <p role="status" className="notice">
          The event is kept and waits: its source is held until a second person releases it.
        </p>
      ) : null}
      <OpenLeaverFields errors={fields} zone={myZone} personKey={personKey} />
      <div className="flex gap-2">
        <button type="submit" className="button button-primary button-large" aria-disabled={command.pending}>
          Open the leaver
        </button>
        <Link href="/leavers" className="button button-large">
          Back to leavers
        </Link>
      </div>
    </form>
  );
}

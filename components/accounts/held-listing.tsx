"use client";
import { useCommand } from "#lib/ui/use-command.ts";
import { Refusals } from "../ui/refusals.tsx";
import type { AccountCommands } from "./account-commands.ts";
import { numberWord } from "./account-words.ts";

interface HeldListingProps {
  readonly systemId: string;
  readonly now: number;
  readonly before: number | null;
  /** null: the reader may not decide it. */
  readonly believe: AccountCommands["believeNext"] | null;
  readonly onBelieved: () => void;
}

/** The guard against a mass loss, as a question: is it true, or does Closeout see too little? */
export function HeldListing({ systemId, now, before, believe, onBelieved }: HeldListingProps) {
  return (
    <div className="notice notice-alarm held-listing">
      <h2 className="font-semibold">
        Did {before === null ? "so many accounts" : `${numberWord(Math.max(0, before - now))} accounts`} really go?
      </h2>
      <p>
        The system listed {numberWord(now)} accounts
        {before === null ? "" : `, and ${numberWord(before)} when a list was last believed`}. Nobody is called gone
        until somebody has looked. Open the system and count. If they are there, the credential sees too little: correct
        the connection and list again. If they are gone, say so: the next listing is believed.
      </p>
      {believe === null ? (
        <p className="text-muted">Ask an administrator or analyst to decide it.</p>
      ) : (
        <Believe systemId={systemId} believe={believe} onBelieved={onBelieved} />
      )}
    </div>
  );
}

function Believe(props: {
  readonly systemId: string;
  readonly believe: AccountCommands["believeNext"];
  readonly onBelieved: () => void;
}) {
  const { run, pending, reasons } = useCommand(props.believe);
  const send = async () => {
    if (!pending && (await run({ systemId: props.systemId }, null)).ok) props.onBelieved();
  };
  return (
    <>
      <Refusals reasons={reasons} />
      <div className="connect-acts">
        <button type="button" className="button" aria-disabled={pending} onClick={() => void send()}>
          They are gone: list again and believe it
        </button>
      </div>
    </>
  );
}

"use client";
import type { DiscoveryRunView } from "#lib/core/views/discovery.ts";
import { useCommand } from "#lib/ui/use-command.ts";
import { formatElapsed } from "../time/format-elapsed.ts";
import { Refusals } from "../ui/refusals.tsx";
import type { AccountCommands } from "./account-commands.ts";
import { progressWords } from "./account-words.ts";

interface ListingProgressProps {
  readonly systemId: string;
  readonly run: DiscoveryRunView;
  readonly asOfIso: string;
  readonly stop: AccountCommands["stopListing"] | null;
  readonly onStopped: () => void;
}

/** A listing under way: how far, for how long, and the way to stop it. */
export function ListingProgress({ systemId, run, asOfIso, stop, onStopped }: ListingProgressProps) {
  const share = run.total === null || run.total === 0 ? null : Math.min(1, run.rows / run.total);
  return (
    <div className="card listing-progress">
      <p className="num" role="status">
        <b>Listing all accounts:</b> {progressWords(run)}
        <span className="text-muted"> · {formatElapsed(run.startedIso, asOfIso)}</span>
      </p>
      {share === null ? null : <progress className="listing-bar" max={1} value={share} aria-label="Accounts read" />}
      <div className="connect-acts">
        {stop === null ? null : <Stop systemId={systemId} stop={stop} onStopped={onStopped} />}
        <span className="text-meta text-muted">
          You can leave this page. A worker that ends is followed by one that goes on from the same page.
        </span>
      </div>
    </div>
  );
}

function Stop(props: {
  readonly systemId: string;
  readonly stop: AccountCommands["stopListing"];
  readonly onStopped: () => void;
}) {
  const { run, pending, reasons } = useCommand(props.stop);
  const send = async () => {
    if (!pending && (await run({ systemId: props.systemId }, null)).ok) props.onStopped();
  };
  return (
    <>
      <Refusals reasons={reasons} />
      <button type="button" className="button" aria-disabled={pending} onClick={() => void send()}>
        Stop listing
      </button>
    </>
  );
}

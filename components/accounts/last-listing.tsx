import type { DiscoveryRunView } from "#lib/core/views/discovery.ts";
import { formatElapsed } from "../time/format-elapsed.ts";
import { formatFull } from "../time/format-instant.ts";
import { useMyZone } from "../time/use-mine.ts";
import { numberWord } from "./account-words.ts";

interface LastListingProps {
  readonly run: DiscoveryRunView | undefined;
  readonly connected: boolean;
}

/** What the last listing came to. */
export function LastListing({ run, connected }: LastListingProps) {
  const zone = useMyZone() ?? "UTC";
  if (run === undefined)
    return (
      <p className="listing-words">
        {connected
          ? "Never listed. An inventory finds what leads from a leaver; only a listing of everybody finds what is nobody's."
          : "The system has no connector, so it cannot be listed. Lists that it exports are on its page."}
      </p>
    );
  const when = run.endedIso === null ? "" : formatFull(run.endedIso, zone);
  const took = run.endedIso === null ? "" : `, in ${formatElapsed(run.startedIso, run.endedIso)}`;
  return (
    <p className="listing-words num" suppressHydrationWarning>
      {saidOf(run)} <span className="text-muted">{`${when}${took}`}</span>
    </p>
  );
}

function saidOf({ state, failure, counts, complete, rows }: DiscoveryRunView) {
  if (state === "failed")
    return (
      <>
        <b className="bad">The last listing ended early after {numberWord(rows)} accounts.</b> {failure} What was listed
        stays; nobody is called gone.
      </>
    );
  if (state === "cancelled")
    return (
      <>
        <b>The last listing was stopped after {numberWord(rows)} accounts.</b> What was listed stays; nobody is called
        gone.
      </>
    );
  if (counts === null) return null;
  const { accounts, uncorrelated, ofLeavers, gone } = counts;
  return (
    <>
      <b className={uncorrelated + ofLeavers > 0 ? "bad" : undefined}>
        {numberWord(uncorrelated)} of {numberWord(accounts)} accounts are nobody&rsquo;s, {numberWord(ofLeavers)} of
        leavers.
      </b>{" "}
      {complete
        ? `${numberWord(gone)} are gone since the listing before.`
        : "The list moved while it was read, or could not be read whole: nobody is called gone from it."}
    </>
  );
}

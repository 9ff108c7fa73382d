"use client";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import type { DiscoveryRunView, DiscoveryView, SystemAccountsView } from "#lib/core/views/discovery.ts";
import { readView } from "#lib/ui/read-view.ts";
import { useCommand } from "#lib/ui/use-command.ts";
import { Refusals } from "../ui/refusals.tsx";
import type { AccountCommands } from "./account-commands.ts";
import { HeldListing } from "./held-listing.tsx";
import { LastListing } from "./last-listing.tsx";
import { ListingProgress } from "./listing-progress.tsx";

const POLL_MS = 1_000;

interface ListingProps {
  readonly view: SystemAccountsView;
  readonly commands: AccountCommands;
}

/** The runs of a system, read again every second while one is under way; the page is read again when one has ended that it does not show. */
function useRuns(initial: DiscoveryView) {
  const router = useRouter();
  const { data, refetch } = useQuery<DiscoveryView>({
    queryKey: ["discovery", initial.systemId],
    queryFn: ({ signal }) => readView(`/api/v1/systems/${initial.systemId}/discovery`, signal),
    initialData: initial,
    refetchInterval: ({ state }) => (state.data?.runs[0]?.state === "running" ? POLL_MS : false),
  });
  const [latest] = data.runs;
  const running = latest?.state === "running";
  // A short run may be over before it was ever seen to go on.
  const [shown] = initial.runs;
  const isNewer = latest !== undefined && !running && (latest.id !== shown?.id || latest.state !== shown.state);
  useEffect(() => {
    if (isNewer) router.refresh();
  }, [isNewer, router]);
  return { runs: data.runs, asOfIso: data.asOfIso, refetch };
}

/** Lists every account of a system: starts it, shows how far it is, and says what it came to. */
export function Listing({ view, commands }: ListingProps) {
  const { system, mayList, mayRelease, listedBefore } = view;
  const { runs, asOfIso, refetch } = useRuns(view.discovery);
  const list = useCommand(commands.listAll);
  const latest: DiscoveryRunView | undefined = runs[0];
  const start = async () => {
    if (list.pending) return;
    if ((await list.run({ systemId: system.id, mode: "full" }, null)).ok) await refetch();
  };
  const running = latest?.state === "running";
  return (
    <section className="listing" aria-label="Listing">
      <Refusals reasons={list.reasons} />
      {running ? (
        <ListingProgress
          systemId={system.id}
          run={latest}
          asOfIso={asOfIso}
          stop={mayList ? commands.stopListing : null}
          onStopped={() => void refetch()}
        />
      ) : (
        <div className="listing-row">
          <LastListing run={latest} connected={system.connected} />
          {mayList ? (
            <button
              type="button"
              className={latest?.state === "held" ? "button" : "button button-primary"}
              aria-disabled={list.pending}
              onClick={() => void start()}
            >
              List all accounts
            </button>
          ) : null}
        </div>
      )}
      {latest?.state === "held" && latest.counts !== null ? (
        <HeldListing
          systemId={system.id}
          now={latest.counts.accounts}
          before={listedBefore}
          believe={mayRelease ? commands.believeNext : null}
          onBelieved={() => void start()}
        />
      ) : null}
    </section>
  );
}

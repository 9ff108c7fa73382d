"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import type { ConnectionDraftView, TrialView } from "#lib/core/views/connection.ts";
import { readView } from "#lib/ui/read-view.ts";

const POLL_MS = 700;

/** Whether a trial is under way. */
export function isRunning(trial: TrialView | null): boolean {
  return trial !== null && trial.state !== "ended";
}

/** The draft, read again while a trial of it is under way. The page is read again once it has ended. */
export function useDraft(initial: ConnectionDraftView) {
  const router = useRouter();
  const client = useQueryClient();
  useEffect(() => {
    // What the page brings along is newer than what was kept of an earlier trial of the same draft.
    client.setQueryData(["connection-draft", initial.id], initial);
  }, [client, initial]);
  const { data = initial, refetch } = useQuery<ConnectionDraftView>({
    queryKey: ["connection-draft", initial.id],
    queryFn: ({ signal }) => readView(`/api/v1/connections/${initial.id}`, signal),
    initialData: initial,
    refetchInterval: ({ state }) => (isRunning(state.data?.trial ?? null) ? POLL_MS : false),
  });
  const running = isRunning(data.trial);
  const [was, setWas] = useState(running);
  useEffect(() => {
    if (was && !running) router.refresh();
    setWas(running);
  }, [was, running, router]);
  return { draft: data, running, refetch };
}

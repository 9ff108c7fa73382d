"use client";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { FoundPersonView } from "#lib/core/views/people.ts";
import { readView } from "#lib/ui/read-view.ts";

/** Asked once typing pauses for this long. */
const QUIET_MS = 150;
/** One letter names too many to be worth a question. */
const LENGTH_MIN = 2;

interface PeopleFound {
  /** null: nothing was asked, or the answer is on its way. */
  readonly people: readonly FoundPersonView[] | null;
}

/** People whom a text may mean, asked while it is typed. The text goes in a body: no name stands in an address. */
export function usePeopleSearch(text: string): PeopleFound {
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), QUIET_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const { data } = useQuery<{ readonly people: readonly FoundPersonView[] }>({
    queryKey: ["people-search", asked],
    queryFn: ({ signal }) => readView("/api/v1/people/find", signal, { text: asked }),
    enabled: asked.length >= LENGTH_MIN,
    staleTime: 10_000,
    gcTime: 0,
  });
  return { people: asked === text.trim() && asked.length >= LENGTH_MIN ? (data?.people ?? null) : null };
}

"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { RefusalReason } from "#lib/ui/command-answer.ts";
import { postJson } from "#lib/ui/post-json.ts";
import { keyOfTag } from "#lib/ui/query-key.ts";
import { readView } from "#lib/ui/read-view.ts";
import { useAnnounce } from "../shell/live-region.tsx";
import { formatFull } from "../time/format-instant.ts";
import { Refusals } from "../ui/refusals.tsx";
import { ListAnswer } from "./list-answer.tsx";
import type { KeptList, ListAccepted } from "./list-types.ts";

interface KeptListsProps {
  readonly systemId: string;
  readonly mayRelease: boolean;
  readonly onAccepted: (accepted: ListAccepted) => void;
}

const STATE_WORD: Readonly<Record<KeptList["state"], string>> = {
  read: "Read, not accepted",
  held: "Held for a second person",
  released: "Released, not accepted",
  accepted: "Accepted",
};
const SHOWN = 5;
const POLL_MS = 3_000;

function ListItem({ list, systemId, mayRelease, onAccepted }: KeptListsProps & { list: KeptList }) {
  const announce = useAnnounce();
  const [reasons, setReasons] = useState<readonly RefusalReason[]>([]);
  const [isOpen, setOpen] = useState(false);
  const release = async () => {
    const posted = await postJson(`/api/v1/systems/${systemId}/snapshots/${list.id}/release`, undefined);
    setReasons(posted.ok ? [] : posted.reasons);
    if (posted.ok) announce("Released. It can be accepted now.");
  };
  const waits = list.state === "read" || list.state === "released";
  return (
    <li>
      <b className={list.state === "held" ? "bad" : undefined}>{STATE_WORD[list.state]}</b>
      {" · "}
      <bdi>{list.query ?? "An erased query"}</bdi>
      <span className="text-muted num">
        {" · "}
        {list.rows.toLocaleString("en")} rows, {list.complete ? "complete" : "not complete"}, exported{" "}
        {formatFull(new Date(list.extractedAt / 1000).toISOString(), list.zone)}
      </span>
      {list.state === "held" && mayRelease ? (
        <button type="button" className="button button-small" onClick={() => void release()}>
          Release
        </button>
      ) : null}
      {waits && !isOpen ? (
        <button type="button" className="button button-small" onClick={() => setOpen(true)}>
          Look at it again
        </button>
      ) : null}
      {list.state === "held" ? (
        <p className="text-muted">
          Nothing of it is believed. Somebody who did not supply it looks at it and releases it.
        </p>
      ) : null}
      <Refusals reasons={reasons} />
      {waits && isOpen ? (
        <ListAnswer systemId={systemId} snapshotId={list.id} findings={list.findings} onAccepted={onAccepted} />
      ) : null}
    </li>
  );
}

/** Lists of a system, latest first: what became of each, and what still can. */
export function KeptLists(props: KeptListsProps) {
  const path = `/api/v1/systems/${props.systemId}/snapshots`;
  const { data } = useQuery({
    queryKey: [...keyOfTag(`system:${props.systemId}`), "lists"],
    queryFn: ({ signal }) => readView<{ readonly snapshots: readonly KeptList[] }>(path, signal),
    // There is no live line of one system: a release by somebody else is seen by asking.
    refetchInterval: POLL_MS,
  });
  const lists = data?.snapshots ?? [];
  if (lists.length === 0) return null;
  return (
    <section aria-label="Lists of this system">
      <h3 className="list-head num">
        Lists supplied: {Math.min(SHOWN, lists.length)} of {lists.length}
      </h3>
      <ul className="kept-lists">
        {lists.slice(0, SHOWN).map((list) => (
          <ListItem key={list.id} list={list} {...props} />
        ))}
      </ul>
    </section>
  );
}

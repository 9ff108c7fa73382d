"use client";
import Link from "next/link";
import { EXCEPTION_TAB_WORD, type ExceptionListView } from "#lib/core/views/exceptions.ts";
import { useLiveQuery } from "#lib/ui/use-live-query.ts";
import { formatFull } from "../time/format-instant.ts";
import { useMyZone } from "../time/use-mine.ts";
import type { ExceptionCommands } from "./exception-commands.ts";
import { ExceptionRow } from "./exception-row.tsx";

interface ExceptionListScreenProps {
  readonly initial: ExceptionListView;
  readonly cursor: string | null;
  readonly commands: ExceptionCommands;
}

const NOTHING: Readonly<Record<ExceptionListView["tab"], string>> = {
  requested: "No exception waits for a decision.",
  running: "No exception is running.",
  expired: "No exception has ended.",
  refused: "No exception was refused.",
};

function queryOf(list: ExceptionListView, cursor: string | null): string {
  const query = new URLSearchParams({ tab: list.tab });
  if (cursor) query.set("cursor", cursor);
  return query.toString();
}

function Tabs({ list }: { list: ExceptionListView }) {
  return (
    <nav className="tabs" aria-label="Kinds of exceptions">
      {list.tabs.map((tab) => (
        <Link
          key={tab.key}
          href={`/exceptions?tab=${tab.key}`}
          className="tab"
          aria-current={tab.key === list.tab ? "page" : undefined}
        >
          {EXCEPTION_TAB_WORD[tab.key]} <span className="tab-count">{tab.count}</span>
        </Link>
      ))}
      <span className="tabs-note">Sorted by {list.sortedBy}</span>
    </nav>
  );
}

/** What stays open by permission: asked for, running with its end, ended, refused. None lasts for ever. */
export function ExceptionListScreen({ initial, cursor, commands }: ExceptionListScreenProps) {
  const zone = useMyZone() ?? "UTC";
  const { data } = useLiveQuery<ExceptionListView>({
    tag: "exceptions",
    part: queryOf(initial, cursor),
    path: `/api/v1/exceptions?${queryOf(initial, cursor)}`,
    initial,
  });
  const list = data ?? initial;
  const count = list.tabs.find((tab) => tab.key === list.tab)?.count ?? 0;
  return (
    <>
      <div className="page-top">
        <h1 className="page-title">Exceptions</h1>
      </div>
      <Tabs list={list} />
      <p className="as-of num" suppressHydrationWarning>
        {list.rows.length} of {count} · as of {formatFull(list.asOfIso, zone, true)}
      </p>
      {list.rows.length === 0 ? (
        <div className="card empty">
          <p className="text-fg">{NOTHING[list.tab]}</p>
          <p>An exception is asked for in the panel of an item, or by its owner. Each has a reason and an end.</p>
        </div>
      ) : (
        <ul className="requests">
          {list.rows.map((row) => (
            <ExceptionRow key={row.id} row={row} commands={commands} asOfIso={list.asOfIso} />
          ))}
        </ul>
      )}
      {list.nextCursor ? (
        <p className="py-2">
          <Link className="button" href={`/exceptions?${queryOf(list, list.nextCursor)}`}>
            Next page
          </Link>
        </p>
      ) : null}
    </>
  );
}

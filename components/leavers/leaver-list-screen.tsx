"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useCallback } from "react";
import type { LeaverListView } from "#lib/core/views/leaver-list.ts";
import { LEAVER_TAB_WORD } from "#lib/core/views/leaver-status.ts";
import { useLiveQuery } from "#lib/ui/use-live-query.ts";
import { useShortcut } from "../shell/use-shortcut.ts";
import { LeaverListTable } from "./leaver-list-table.tsx";
import { LeaverListTabs } from "./leaver-list-tabs.tsx";
import { NothingHere } from "./nothing-here.tsx";
import { useListKeys } from "./use-list-keys.ts";

interface LeaverListScreenProps {
  readonly initial: LeaverListView;
  readonly cursor: string | null;
  readonly mayOpen: boolean;
  /** May begin the first run, which an empty list leads to. */
  readonly maySetUp?: boolean;
}

function queryOf(list: LeaverListView, cursor: string | null): string {
  const query = new URLSearchParams({ tab: list.tab });
  if (cursor) query.set("cursor", cursor);
  return query.toString();
}

/** Everybody who is leaving: worst first, with what is left, for how long, and whose move it is. */
export function LeaverListScreen({ initial, cursor, mayOpen, maySetUp = false }: LeaverListScreenProps) {
  const router = useRouter();
  const { data } = useLiveQuery<LeaverListView>({
    tag: "leavers",
    part: queryOf(initial, cursor),
    path: `/api/v1/leavers?${queryOf(initial, cursor)}`,
    initial,
  });
  const list = data ?? initial;
  useListKeys();
  useShortcut(
    "c",
    useCallback(() => router.push("/leavers/new"), [router]),
    mayOpen,
  );

  return (
    <>
      <div className="page-top">
        <h1 className="page-title">Leavers</h1>
        {mayOpen ? (
          <div className="page-actions">
            <Link href="/leavers/new" className="button button-primary">
              Open a leaver <kbd className="key">C</kbd>
            </Link>
          </div>
        ) : null}
      </div>
      <LeaverListTabs list={list} />
      {list.rows.length === 0 ? (
        <NothingHere list={list} mayOpen={mayOpen} maySetUp={maySetUp} />
      ) : (
        <LeaverListTable list={list} caption={LEAVER_TAB_WORD[list.tab]} />
      )}
      {list.nextCursor ? (
        <p className="py-2">
          <Link className="button" href={`/leavers?${queryOf(list, list.nextCursor)}`}>
            Next page
          </Link>
        </p>
      ) : null}
    </>
  );
}

import Link from "next/link";
import type { LeaverListView } from "#lib/core/views/leaver-list.ts";
import { LEAVER_TAB_WORD } from "#lib/core/views/leaver-status.ts";

/** One tab a kind of leaver, each with its count; the order of the list is named beside them. */
export function LeaverListTabs({ list }: { list: LeaverListView }) {
  return (
    <nav className="tabs" aria-label="Kinds of leavers">
      {list.tabs.map((tab) => (
        <Link
          key={tab.key}
          href={tab.key === "needs_action" ? "/leavers" : `/leavers?tab=${tab.key}`}
          className="tab"
          aria-current={tab.key === list.tab ? "page" : undefined}
        >
          {LEAVER_TAB_WORD[tab.key]} <span className="tab-count">{tab.count}</span>
        </Link>
      ))}
      <span className="tabs-note">Sorted by {list.sortedBy}</span>
    </nav>
  );
}

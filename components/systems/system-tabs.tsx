import Link from "next/link";
import { SYSTEM_TAB_WORD, type SystemListView } from "#lib/core/views/inventory.ts";

/** One tab a kind of system, each with its count. */
export function SystemTabs({ list }: { list: SystemListView }) {
  return (
    <nav className="tabs" aria-label="Kinds of systems">
      {list.tabs.map((tab) => (
        <Link
          key={tab.key}
          href={tab.key === "used" ? "/systems" : `/systems?tab=${tab.key}`}
          className="tab"
          aria-current={tab.key === list.tab ? "page" : undefined}
        >
          {SYSTEM_TAB_WORD[tab.key]} <span className="tab-count">{tab.count}</span>
        </Link>
      ))}
    </nav>
  );
}

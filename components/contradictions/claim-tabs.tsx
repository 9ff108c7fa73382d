import Link from "next/link";
import { CLAIM_TABS, type ClaimTab, type ContradictionsView } from "#lib/core/views/contradictions.ts";
import { TAB_WORD } from "./claim-words.ts";
import { reportHref } from "./report-href.ts";

export function countOf(view: ContradictionsView, tab: ClaimTab): number {
  return tab === "not_matched" ? view.notMatched : view.filtered[tab];
}

/** One tab for each standing, with its count; the order and how much is shown stand beside them. */
export function ClaimTabs({ view }: { view: ContradictionsView }) {
  const { tool, system, period } = view;
  const place = { tool, system: system?.systemId ?? null, period };
  const shown = view.rows.length + view.waiting.length;
  const tabs = CLAIM_TABS.filter((tab) => tab === view.tab || !OPTIONAL.has(tab) || countOf(view, tab) > 0);
  return (
    <nav className="tabs" aria-label="Where claims stand">
      {tabs.map((tab) => (
        <Link
          key={tab}
          href={reportHref({ ...place, tab })}
          className="tab"
          aria-current={tab === view.tab ? "page" : undefined}
        >
          {TAB_WORD[tab]} <span className="tab-count">{countOf(view, tab)}</span>
        </Link>
      ))}
      <span className="tabs-note">
        Sorted by {view.sortedBy} · {shown} of {countOf(view, view.tab)} shown
      </span>
    </nav>
  );
}

/** Tabs that are only there when something stands in them. */
const OPTIONAL: ReadonlySet<ClaimTab> = new Set(["awaiting_look", "not_matched"]);

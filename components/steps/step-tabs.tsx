import Link from "next/link";
import { countedWord } from "#lib/core/views/counted.ts";
import { STEP_TAB_WORD } from "#lib/core/views/step-filter.ts";
import type { StepListView } from "#lib/core/views/step-list.ts";
import { stepQuery } from "./step-address.ts";

/** One tab a view, each with its count; the order of the list is named beside them. */
export function StepTabs({ list }: { list: StepListView }) {
  return (
    <nav className="tabs" aria-label="Views of steps">
      {list.tabs.map((tab) => (
        <Link
          key={tab.key}
          href={`/steps?${stepQuery(tab.key, [])}`}
          className="tab"
          aria-current={tab.key === list.tab ? "page" : undefined}
        >
          {STEP_TAB_WORD[tab.key]} <span className="tab-count">{countedWord(tab)}</span>
        </Link>
      ))}
      <span className="tabs-note">Sorted by {list.sortedBy}</span>
    </nav>
  );
}

import Link from "next/link";
import { countedWord } from "#lib/core/views/counted.ts";
import { filterText, STEP_TAB_WORD, type StepTab } from "#lib/core/views/step-filter.ts";
import type { StepListView } from "#lib/core/views/step-list.ts";
import { stepQuery } from "./step-address.ts";

const FACT: Readonly<Record<StepTab, string>> = {
  no_owner: "Every open step has an owner.",
  mine: "No open step is yours.",
  overdue: "No open step is past its deadline.",
  reported: "Nothing that was reported waits for a look.",
  cannot_check: "Everything that is open can be checked.",
  came_back: "Nothing that was verified has come back.",
  all_open: "No step is open.",
};

/** An empty view: the fact, or the filter that left nothing, and what there is elsewhere. */
export function NothingMatches({ list }: { list: StepListView }) {
  const elsewhere = list.tabs.filter((tab) => tab.key !== list.tab && tab.count > 0);
  return (
    <div className="card empty">
      {list.tokens.length > 0 ? (
        <p>
          <span className="text-fg">
            No steps in {STEP_TAB_WORD[list.tab]} match <span className="mono">{filterText(list.tokens)}</span>.
          </span>{" "}
          {countedWord(list.total)} open steps in total.{" "}
          <Link className="link" href={`/steps?${stepQuery(list.tab, [])}`}>
            Clear filters
          </Link>
        </p>
      ) : (
        <p className="text-fg">{FACT[list.tab]}</p>
      )}
      {elsewhere.length > 0 ? (
        <p>{elsewhere.map((tab) => `${STEP_TAB_WORD[tab.key]} ${countedWord(tab)}`).join(" · ")}</p>
      ) : null}
    </div>
  );
}

import Link from "next/link";
import type { LeaverListView } from "#lib/core/views/leaver-list.ts";
import { LEAVER_TAB_WORD, type LeaverTab } from "#lib/core/views/leaver-status.ts";

const FACT: Readonly<Record<LeaverTab, string>> = {
  needs_action: "No leaver needs a person now.",
  scheduled: "Nobody is scheduled to leave.",
  awaiting: "No leaver waits for a verification.",
  ended_open: "No leaver has ended with open findings.",
  closed: "No leaver is closed yet.",
  all: "No leaver has come in yet.",
};

interface NothingHereProps {
  readonly list: LeaverListView;
  readonly mayOpen: boolean;
  readonly maySetUp: boolean;
}

/** An empty tab: the fact, what there is elsewhere, and one next action. */
export function NothingHere({ list, mayOpen, maySetUp }: NothingHereProps) {
  const elsewhere = list.tabs.filter((tab) => tab.key !== list.tab && tab.key !== "all" && tab.count > 0);
  return (
    <div className="card empty">
      <p className="text-fg">{FACT[list.tab]}</p>
      {elsewhere.length > 0 ? (
        <p>{elsewhere.map((tab) => `${LEAVER_TAB_WORD[tab.key]} ${tab.count}`).join(" · ")}</p>
      ) : null}
      {list.total === 0 && maySetUp ? (
        <p>
          <Link className="button" href="/setup">
            Find out who left and can still get in
          </Link>
        </p>
      ) : null}
      {list.total === 0 && mayOpen ? (
        <p>
          Leavers come in from a source, from a file with <span className="mono">closeout import leavers.csv</span>, or
          by hand:{" "}
          <Link className="link" href="/leavers/new">
            open a leaver
          </Link>
          .
        </p>
      ) : null}
    </div>
  );
}

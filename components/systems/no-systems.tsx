import Link from "next/link";
import type { SystemListView, SystemTab } from "#lib/core/views/inventory.ts";

const NOTHING: Readonly<Record<SystemTab, string>> = {
  used: "No leaver under way has access that is known.",
  all: "",
  no_owner: "Every system has an owner who is here.",
  skipped: "No automation whose claims were brought in skips a system.",
};

/** An empty tab: the fact, and one way on. */
export function NoSystems({ list }: { list: SystemListView }) {
  if (list.total === 0)
    return (
      <p className="card empty">
        No system yet. Add one that Closeout connects to, or set one up from a list of its users.
      </p>
    );
  return (
    <p className="card empty">
      {NOTHING[list.tab]}{" "}
      <Link className="link" href="/systems?tab=all">
        All {list.total} systems
      </Link>
    </p>
  );
}

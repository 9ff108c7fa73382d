import Link from "next/link";
import type { ListedTab, SystemAccountsView } from "#lib/core/views/discovery.ts";
import { accountsHref } from "./accounts-address.ts";

const NONE: Readonly<Record<ListedTab, string>> = {
  uncorrelated: "Every usable account that was listed is of somebody known.",
  left: "No usable account that was listed is of somebody who has left.",
  all: "The system listed no account.",
  not_human: "No account that was listed is named like a machine's or a shared one.",
  gone: "Every account that was ever listed was listed the last time.",
};

/** Why no account is shown. Where nothing was ever listed nobody knows, and that is said. */
export function NoAccounts({ view, begins }: { readonly view: SystemAccountsView; readonly begins: string }) {
  const { system, page, discovery } = view;
  if (begins !== "")
    return (
      <p className="card empty">
        No account here begins with <bdi className="mono">{begins}</bdi>.{" "}
        <Link className="link" href={accountsHref(system.slug, page.standing)}>
          Clear the filter
        </Link>
      </p>
    );
  const listed = discovery.runs.some(({ state }) => state === "finished" || state === "held");
  return (
    <p className="card empty">
      {listed
        ? NONE[page.standing]
        : "Not listed to the end yet, so nobody knows which accounts are nobody's. List all accounts to see them."}
    </p>
  );
}

"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import type { ListedAccountView, SystemAccountsView } from "#lib/core/views/discovery.ts";
import { formatFull } from "../time/format-instant.ts";
import { useMyZone } from "../time/use-mine.ts";
import type { AccountCommands } from "./account-commands.ts";
import { AccountTable } from "./account-table.tsx";
import { countWord, TAB_WORD } from "./account-words.ts";
import { accountsHref } from "./accounts-address.ts";
import { AssignDialog } from "./assign-dialog.tsx";
import { Listing } from "./listing.tsx";
import { NoAccounts } from "./no-accounts.tsx";

interface AccountsScreenProps {
  readonly view: SystemAccountsView;
  readonly begins: string;
  /** Cursor of the page that is shown; null: the first. */
  readonly from: string | null;
  readonly commands: AccountCommands;
}

/** Finds accounts by the beginning of their user name. What it is stands in the address. */
function Filter({ view, begins }: Pick<AccountsScreenProps, "view" | "begins">) {
  const router = useRouter();
  const { system, page } = view;
  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get("begins") ?? "").trim();
    router.push(accountsHref(system.slug, page.standing, { begins: typed }));
  };
  return (
    <search>
      <form className="accounts-filter" onSubmit={apply}>
        <label htmlFor="begins">User name begins with</label>
        <input
          id="begins"
          name="begins"
          className="input"
          defaultValue={begins}
          autoComplete="off"
          spellCheck={false}
        />
        <button type="submit" className="button">
          Filter
        </button>
        {begins === "" ? null : (
          <Link className="link" href={accountsHref(system.slug, page.standing)}>
            Clear
          </Link>
        )}
      </form>
    </search>
  );
}

function Tabs({ view }: Pick<AccountsScreenProps, "view">) {
  const { system, counts, page } = view;
  return (
    <nav className="tabs" aria-label="Kinds of accounts">
      {counts.map((one) => (
        <Link
          key={one.tab}
          href={accountsHref(system.slug, one.tab)}
          className="tab"
          aria-current={one.tab === page.standing ? "page" : undefined}
        >
          {TAB_WORD[one.tab]} <span className="tab-count">{countWord(one)}</span>
        </Link>
      ))}
      <span className="tabs-note">Sorted by user name</span>
    </nav>
  );
}

/** Every account that a system lists: whose it is, what it is, and the way to list them again. */
export function AccountsScreen({ view, begins, from, commands }: AccountsScreenProps) {
  const zone = useMyZone() ?? "UTC";
  const [chosen, setChosen] = useState<ListedAccountView | null>(null);
  const { system, page } = view;
  return (
    <>
      <nav className="crumbs" aria-label="Path">
        <Link href="/systems">Systems</Link>
        {" › "}
        <Link href={`/systems/${system.slug}`}>
          <bdi>{system.name}</bdi>
        </Link>
      </nav>
      <h1 className="page-title accounts-title">
        Accounts of <bdi>{system.name}</bdi>
      </h1>
      <Listing view={view} commands={commands} />
      <Tabs view={view} />
      <Filter key={`${page.standing} ${begins}`} view={view} begins={begins} />
      <p className="as-of num" suppressHydrationWarning>
        {page.rows.length} shown{from === null ? "" : ", further on in the list"} · as of{" "}
        {formatFull(view.asOfIso, zone, true)}
      </p>
      {page.rows.length === 0 ? (
        <NoAccounts view={view} begins={begins} />
      ) : (
        <AccountTable view={view} onAssign={setChosen} />
      )}
      <nav className="accounts-pages" aria-label="Pages">
        {from === null ? null : (
          <Link className="button" href={accountsHref(system.slug, page.standing, { begins })}>
            First page
          </Link>
        )}
        {page.nextCursor === null ? null : (
          <Link className="button" href={accountsHref(system.slug, page.standing, { begins, from: page.nextCursor })}>
            Next page
          </Link>
        )}
      </nav>
      {chosen === null ? null : (
        <AssignDialog system={system} account={chosen} assign={commands.assign} onClose={() => setChosen(null)} />
      )}
    </>
  );
}

import Link from "next/link";
import type { ListedAccountView, ListedPersonView, SystemAccountsView } from "#lib/core/views/discovery.ts";
import { PRESENCE_WORD } from "../connect/presence-word.ts";
import { formatDateTime } from "../time/format-instant.ts";
import { useMyZone } from "../time/use-mine.ts";
import { KIND_WORD, reasonWord } from "./account-words.ts";

interface AccountTableProps {
  readonly view: SystemAccountsView;
  /** Somebody is about to say whose an account is. */
  readonly onAssign: (account: ListedAccountView) => void;
}

function Person({ person }: { person: ListedPersonView }) {
  return (
    <>
      <bdi className="account-person">{person.name}</bdi> {person.left ? <span className="bad">has left</span> : null}
      <small>{reasonWord(person.reason)}</small>
    </>
  );
}

function Next({ account, view, onAssign }: AccountTableProps & { readonly account: ListedAccountView }) {
  const { person, goneIso, kind } = account;
  if (person?.leaver) {
    return (
      <Link className="link" href={`/leavers/${person.leaver}`}>
        {person.leaver}
      </Link>
    );
  }
  if (person?.left && view.mayOpen) {
    return (
      <Link className="link" href={`/leavers/new?person=${person.id}`}>
        Open a leaver
      </Link>
    );
  }
  if (person !== null || goneIso !== null || !view.mayLink) return null;
  if (kind !== "human") return <span className="text-muted">The system&rsquo;s owner says whose</span>;
  return (
    <button type="button" className="button button-small" onClick={() => onAssign(account)}>
      This is…
    </button>
  );
}

function AccountRow(props: AccountTableProps & { readonly account: ListedAccountView; readonly zone: string }) {
  const { account, view, zone } = props;
  const at = (iso: string | null) => (iso === null ? "–" : formatDateTime(iso, zone, view.asOfIso));
  const names = [account.displayName, ...account.emails.filter((email) => email !== account.userName)].filter(Boolean);
  return (
    <tr>
      <th scope="row" className="account">
        <bdi className="mono">{account.userName}</bdi>
        {names.length === 0 ? null : (
          <small>
            <bdi>{names.join(" · ")}</bdi>
          </small>
        )}
      </th>
      <td className="person">
        {account.person === null ? <b className="bad">Nobody known</b> : <Person person={account.person} />}
      </td>
      <td className="kind-of">{KIND_WORD[account.kind]}</td>
      <td className="state">{PRESENCE_WORD[account.presence]}</td>
      <td className="first num" suppressHydrationWarning>
        {at(account.firstSeenIso)}
      </td>
      <td className="last num" suppressHydrationWarning>
        {account.goneIso === null ? at(account.lastSeenIso) : <>Gone {at(account.goneIso)}</>}
      </td>
      <td className="next">
        <Next {...props} />
      </td>
    </tr>
  );
}

/** One page of accounts. */
export function AccountTable(props: AccountTableProps) {
  const zone = useMyZone() ?? "UTC";
  return (
    <div className="card list-wrap">
      <table className="list accounts-list">
        <caption className="sr-only">Accounts, sorted by user name</caption>
        <thead>
          <tr>
            <th scope="col">Account</th>
            <th scope="col">Person</th>
            <th scope="col">Kind</th>
            <th scope="col">State</th>
            <th scope="col">First listed</th>
            <th scope="col">Last listed</th>
            <th scope="col">Next</th>
          </tr>
        </thead>
        <tbody>
          {props.view.page.rows.map((account) => (
            <AccountRow key={account.nativeId} {...props} account={account} zone={zone} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

import type { PersonTrialView } from "#lib/core/views/connection.ts";
import { LAYER_FULL } from "../ledger/layer-words.ts";
import { PRESENCE_WORD } from "./presence-word.ts";
import { TrialSteps } from "./trial-progress.tsx";
import { TrialRequests } from "./trial-requests.tsx";

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** What looking for one person found: accounts, then what hangs on the first. */
export function PersonFound({ found }: { found: PersonTrialView }) {
  const { mail, accounts, access, accessTotal, steps, calls, requests } = found;
  return (
    <section className="connect-part" aria-labelledby="found-title">
      <h2 id="found-title" className="text-lead font-semibold">
        {count(accounts.length, "account", "accounts")} and {count(accessTotal, "access", "accesses")} found for{" "}
        <bdi className="mono">{mail}</bdi>
      </h2>
      {accounts.length === 0 ? null : (
        <div className="card list-wrap">
          <table className="list found-list">
            <caption className="sr-only">Accounts that were found</caption>
            <thead>
              <tr>
                <th scope="col">Account</th>
                <th scope="col">Name</th>
                <th scope="col">E-mail</th>
                <th scope="col">State</th>
              </tr>
            </thead>
            <tbody>
              {accounts.map((account) => (
                <tr key={account.userName}>
                  <th scope="row" className="mono">
                    <bdi>{account.userName}</bdi>
                  </th>
                  <td>
                    <bdi>{account.displayName ?? "–"}</bdi>
                  </td>
                  <td>
                    <bdi>{account.emails.join(", ") || "–"}</bdi>
                  </td>
                  <td>{PRESENCE_WORD[account.presence]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {access.length === 0 ? null : (
        <div className="card list-wrap">
          <table className="list found-list">
            <caption className="sr-only">Access that was found</caption>
            <thead>
              <tr>
                <th scope="col">Access</th>
                <th scope="col">Layer</th>
              </tr>
            </thead>
            <tbody>
              {access.map(({ layer, label }) => (
                <tr key={`${layer} ${label}`}>
                  <th scope="row">
                    <bdi>{label}</bdi>
                  </th>
                  <td>{LAYER_FULL[layer]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {access.length < accessTotal ? (
        <p className="text-meta text-muted num">
          {access.length} of {accessTotal} are shown.
        </p>
      ) : null}
      <TrialSteps steps={steps} />
      <TrialRequests questions={requests} calls={calls} isOpen={false} />
    </section>
  );
}

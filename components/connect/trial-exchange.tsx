import type { TrialExchangeView, TrialFieldView } from "#lib/core/views/connection.ts";
import { formatBytes, readable } from "../drawer/exchanges.tsx";
import { keyed } from "../ui/keyed.ts";

interface TrialExchangeProps {
  readonly exchange: TrialExchangeView;
  readonly isOpen: boolean;
}

/** How many fields of the definition the answer does not fit. */
export function unfitIn({ read }: TrialExchangeView): number {
  return read.filter(({ fits }) => !fits).length;
}

/** One request and its answer, folded to a line; what a definition read out of it first. */
export function TrialExchange({ exchange, isOpen }: TrialExchangeProps) {
  const { method, url, requestBody, status, failure, bodyBytes, body, isCut, read } = exchange;
  const unfit = unfitIn(exchange);
  return (
    <details className="trial-exchange" open={isOpen}>
      <summary>
        <bdi className="mono">
          {method} {url}
        </bdi>
        <span className="num" data-failed={failure !== null || unfit > 0 || undefined}>
          {status ?? "no answer"}
          {failure === null ? "" : ` (${failure})`} · {formatBytes(bodyBytes)}
          {unfit === 0 ? "" : ` · ${unfit === 1 ? "1 field does" : `${unfit} fields do`} not fit`}
        </span>
      </summary>
      {read.length === 0 ? null : <FieldsRead read={read} />}
      <section className="raw" tabIndex={0} aria-label={`Answer to ${method} ${url}`}>
        <pre>
          {requestBody === null ? "" : `${readable(requestBody)}\n\n`}
          {body === null ? "(no body)" : isCut ? body : readable(body)}
        </pre>
      </section>
      {isCut ? <p className="text-meta text-muted">Only the beginning of the answer is shown.</p> : null}
    </details>
  );
}

/** Field by field, what stood where the definition looks. */
function FieldsRead({ read }: { readonly read: readonly TrialFieldView[] }) {
  return (
    <div className="card list-wrap">
      <table className="list found-list fields-read">
        <caption className="sr-only">What the definition read out of this answer</caption>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Path</th>
            <th scope="col">Read</th>
          </tr>
        </thead>
        <tbody>
          {keyed(read).map(({ key, value: { field, path, value, note, fits } }) => (
            <tr key={key} data-unfit={!fits || undefined}>
              <th scope="row">{field}</th>
              <td className="mono">
                <bdi>{path === "" ? "the answer itself" : path}</bdi>
              </td>
              <td>
                {value === null ? null : <bdi className="mono">{value} </bdi>}
                <span className="field-said">{note}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

import type { ExchangeView, ItemView } from "#lib/core/views/item.ts";
import { formatClock } from "../time/format-instant.ts";

/** Sizes as a reader needs them: `812 B`, `2.1 KiB`. */
export function formatBytes(bytes: number): string {
  return bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(1)} KiB`;
}

/** JSON over several lines when it is JSON; as it came when it is not. */
function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

function Exchange({ exchange, zone }: { exchange: ExchangeView; zone: string }) {
  const body = exchange.body ?? "";
  const shown = new TextEncoder().encode(body).length;
  const title = exchange.purpose === "act" ? "Act" : "Look";
  return (
    <li>
      <p className="exchange-head">
        <b className="font-medium">{title}</b>
        <span className="num" suppressHydrationWarning>
          {formatClock(exchange.atIso, zone)} · redacted ·{" "}
          {shown < exchange.bodyBytes
            ? `${formatBytes(shown)} of ${formatBytes(exchange.bodyBytes)} shown`
            : formatBytes(exchange.bodyBytes)}
        </span>
      </p>
      <section className="raw" tabIndex={0} aria-label={`Request and answer: ${exchange.method} ${exchange.url}`}>
        <pre>
          {" "}
          {`${exchange.method} ${exchange.url}\n`}
          {exchange.requestBody ? `${readable(exchange.requestBody)}\n` : ""}
          {`\n${exchange.status ?? "no answer"}${exchange.failure ? ` · ${exchange.failure}` : ""}\n`}
          {body === "" ? "(empty body)" : readable(body)}
        </pre>
      </section>
      {exchange.bodyDigest ? <p className="mono digest">sha-256 of the answer {exchange.bodyDigest}</p> : null}
    </li>
  );
}

/** The requests behind the last act and the last look, with their answers, redacted before they were stored. */
export function Exchanges({ item }: { item: ItemView }) {
  return (
    <section aria-labelledby="raw-title">
      <h3 id="raw-title" className="drawer-heading">
        Request and answer <span>{item.exchanges.length === 0 ? "none yet" : "oldest first"}</span>
      </h3>
      <ol className="exchanges">
        {item.exchanges.map((exchange) => (
          <Exchange key={`${exchange.atIso} ${exchange.method} ${exchange.url}`} exchange={exchange} zone={item.zone} />
        ))}
      </ol>
    </section>
  );
}

import type { ExchangeView, ItemView } from "#lib/core/views/item.ts";
import { formatClock } from "../time/format-instant.ts";

/** Sizes as a reader needs them: `812 B`, `2.1 KiB`. */
export function formatBytes(bytes: number): string {
  return bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(1)} KiB`;
}

/** JSON over several lines when it is JSON; as it came when it is not. */
export function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/** Request, then answer, as one text to read and copy. */
function transcript(exchange: ExchangeView): string {
  const asked = exchange.requestBody ? `\n${readable(exchange.requestBody)}` : "";
  const failure = exchange.failure ? ` · ${exchange.failure}` : "";
  const body = exchange.body ? readable(exchange.body) : "(empty body)";
  return `${exchange.method} ${exchange.url}${asked}\n\n${exchange.status ?? "no answer"}${failure}\n${body}`;
}

function Exchange({ exchange, zone }: { exchange: ExchangeView; zone: string }) {
  const shown = new TextEncoder().encode(exchange.body ?? "").length;
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
        <pre>{transcript(exchange)}</pre>
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

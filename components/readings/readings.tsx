"use client";
import type { ReadingListView, ReadingView } from "#lib/core/views/readings.ts";
import type { CommandAction } from "#lib/ui/command-answer.ts";
import { useCommand } from "#lib/ui/use-command.ts";
import { useLiveQuery } from "#lib/ui/use-live-query.ts";
import { formatRelative } from "../time/format-duration.ts";
import { formatFull } from "../time/format-instant.ts";
import { useMyZone } from "../time/use-mine.ts";
import { Refusals } from "../ui/refusals.tsx";

export type SwitchReading = CommandAction<{
  readonly systemId: string;
  readonly reading: ReadingView["reading"];
  readonly enabled: boolean;
}>;

interface ReadingsProps {
  readonly initial: ReadingListView;
  readonly reading: ReadingView["reading"];
  readonly switchReading: SwitchReading;
}

const WORD = {
  claims: "Claims read by API",
  use: "Use read by API",
} as const;

/** Records of connected systems that are read without a file: on or off, when last, and why not. */
export function Readings({ initial, reading, switchReading }: ReadingsProps) {
  const { data } = useLiveQuery<ReadingListView>({
    tag: "systems",
    part: "readings",
    path: "/api/v1/readings",
    initial,
  });
  const list = data ?? initial;
  const { run, pending, reasons } = useCommand(switchReading);
  const rows = list.readings.filter((one) => one.reading === reading);
  const id = `readings-${reading}`;
  if (rows.length === 0) return null;
  return (
    <section className="readings" aria-labelledby={id}>
      <h2 id={id} className="font-semibold">
        {WORD[reading]}
      </h2>
      <Refusals reasons={reasons} />
      <ul className="card">
        {rows.map((row) => (
          <li key={row.systemId}>
            <span>
              <b>{row.source}</b> of <bdi>{row.systemName}</bdi>: <ReadWords row={row} asOfIso={list.asOfIso} />
            </span>
            {list.maySwitch ? (
              <button
                type="button"
                role="switch"
                className="switch"
                aria-checked={row.enabled}
                aria-label={`Read ${row.source} of ${row.systemName}`}
                aria-disabled={pending}
                onClick={() =>
                  pending ? undefined : void run({ systemId: row.systemId, reading, enabled: !row.enabled }, null)
                }
              >
                <span className="switch-track" aria-hidden="true" />
                {row.enabled ? "Read by API" : "Not read"}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function ReadWords({ row, asOfIso }: { row: ReadingView; asOfIso: string }) {
  const zone = useMyZone() ?? "UTC";
  const { enabled, readIso, failure, rows } = row;
  const last =
    readIso === null ? null : (
      <time dateTime={readIso} title={formatFull(readIso, zone, true)} suppressHydrationWarning>
        {formatRelative(readIso, asOfIso)}
      </time>
    );
  return (
    <span className="num">
      {last === null ? enabled ? "not read yet" : "never read" : <>last read {last}</>}
      {rows > 0 ? `, ${rows === 1 ? "1 row" : `${rows.toLocaleString("en")} rows`} in all` : null}
      {row.refused > 0 ? <NotTaken row={row} /> : null}
      {enabled && failure !== null ? <b className="bad"> · the last read failed. {failure}</b> : null}
    </span>
  );
}

/** Entries that were read and not taken are no small print: what they say is in no case. */
function NotTaken({ row: { refused, refusals } }: { row: ReadingView }) {
  const reasons = refusals.map(({ rows, words }) => (refusals.length === 1 ? words : `${words} (${rows})`));
  const named = refusals.reduce((sum, { rows }) => sum + rows, 0);
  if (named < refused) reasons.push(`other reasons (${refused - named})`);
  return (
    <b className="bad">
      {" "}
      · {refused === 1 ? "1 entry was" : `${refused.toLocaleString("en")} entries were`} not taken: {reasons.join(", ")}
    </b>
  );
}

"use client";
import type { PeopleFileRow } from "#lib/core/views/people-file.ts";
import { formatFull } from "../time/format-instant.ts";
import { formatDate } from "./format-date.ts";

interface ZoneRuleProps {
  readonly zone: string;
  /** The first row of the file, as an example; null before there is one. */
  readonly first: PeopleFileRow | null;
  readonly onZone: (zone: string) => void;
}

const ZONES = typeof Intl.supportedValuesOf === "function" ? Intl.supportedValuesOf("timeZone") : [];

/** What a date without a time means, in one sentence, with the result for the first row of the file. */
export function ZoneRule({ zone, first, onZone }: ZoneRuleProps) {
  return (
    <div className="field zone-rule">
      <label className="field-label" htmlFor="zone">
        A date alone means the end of that day in this time zone
      </label>
      <input
        key={zone}
        id="zone"
        name="zone"
        className="input"
        list="zones"
        autoComplete="off"
        defaultValue={zone}
        onBlur={(event) => onZone(event.currentTarget.value.trim())}
        onKeyDown={(event) => {
          if (event.key === "Enter") onZone(event.currentTarget.value.trim());
        }}
        aria-describedby="zone-result"
      />
      <datalist id="zones">
        {ZONES.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <p id="zone-result" className="field-hint num" aria-live="polite">
        {first === null
          ? "Yours is filled in. A zone that stands in the file itself goes before it."
          : `${first.end.precision === "date" ? formatDate(first.end) : first.endText} → ${formatFull(first.end.atIso, first.end.zone)}`}
      </p>
    </div>
  );
}

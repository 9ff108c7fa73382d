"use client";
import { useId } from "react";
import { useMyZone } from "../time/use-mine.ts";
import { zoned } from "../time/zoned.ts";
import { localNow } from "./local-now.ts";

const SAW = [
  ["absent", "Gone"],
  ["disabled", "Disabled"],
  ["active", "Still usable"],
] as const;

/** The offset that the reader's zone has now: the zone stands beside every time. */
function zoneWords(zone: string): string {
  return `${zone} (UTC${zoned(new Date().toISOString(), zone).offset})`;
}

/** What was seen, when and in which zone, in words, and what proves it. Nothing is chosen beforehand. */
export function SightingFields() {
  const id = useId();
  const zone = useMyZone();
  return (
    <>
      <fieldset className="field">
        <legend className="field-label">What did you see?</legend>
        <div className="choices">
          {SAW.map(([value, word]) => (
            <label key={value} className="choice">
              <input type="radio" name="saw" value={value} required />
              {word}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="field">
        <label className="field-label" htmlFor={`${id}-at`}>
          Seen at
        </label>
        <input
          id={`${id}-at`}
          name="seenAt"
          type="datetime-local"
          step="1"
          required
          className="input"
          defaultValue={zone === null ? "" : localNow()}
          aria-describedby={`${id}-zone`}
        />
        <p id={`${id}-zone`} className="field-hint">
          {zone === null ? "In your time zone." : `In your time zone, ${zoneWords(zone)}.`}
        </p>
        <input type="hidden" name="zone" value={zone ?? ""} />
      </div>
      <div className="field">
        <label className="field-label" htmlFor={`${id}-said`}>
          What you looked at
        </label>
        <textarea id={`${id}-said`} name="statement" className="input input-tall" required maxLength={2000} rows={3} />
      </div>
      <div className="field">
        <label className="field-label" htmlFor={`${id}-file`}>
          Screenshot or document
        </label>
        <input
          id={`${id}-file`}
          name="file"
          type="file"
          className="input"
          accept=".png,.jpg,.jpeg,.pdf,.txt,.csv"
          aria-describedby={`${id}-file-hint`}
        />
        <p id={`${id}-file-hint`} className="field-hint">
          PNG, JPEG, PDF, text or CSV, at most 5 MB. Its SHA-256 goes into the ledger; the file itself can be erased.
        </p>
      </div>
      <div className="field">
        <label className="field-label" htmlFor={`${id}-ref`}>
          Or where it is kept
        </label>
        <input
          id={`${id}-ref`}
          name="reference"
          className="input"
          maxLength={2000}
          placeholder="Address or number of a ticket"
          autoComplete="off"
        />
      </div>
    </>
  );
}

import { Field } from "../leavers/open-leaver-field.tsx";

export interface StatedDefaults {
  readonly extractor: string;
  readonly query: string;
  /** `2026-03-31T18:00:00`, in `zone`; empty: nothing is known of it. */
  readonly extractedAt: string;
  readonly zone: string;
}

interface StatedFieldsProps {
  readonly defaults: StatedDefaults;
  readonly systemName: string;
  readonly errorOf: (path: string) => string | null;
}

const KINDS = [
  ["users", "Users: one row an account"],
  ["groups", "Groups: one row a membership"],
  ["keys", "Keys and tokens: one row a key"],
] as const;

/** What only a person can say of a list: who made it, of what, when, how many rows there are, and whether it is whole. */
export function StatedFields({ defaults, systemName, errorOf }: StatedFieldsProps) {
  const whole = errorOf("complete");
  return (
    <>
      <div className="field">
        <label className="field-label" htmlFor="kind">
          What it lists
        </label>
        <select id="kind" name="kind" className="input" defaultValue="users">
          {KINDS.map(([key, word]) => (
            <option key={key} value={key}>
              {word}
            </option>
          ))}
        </select>
      </div>
      <div className="form-pair">
        <Field
          id="extractedAt"
          type="datetime-local"
          step={1}
          label="Exported at"
          hint="From the file's own date. Correct it if it was exported at another time."
          defaultValue={defaults.extractedAt}
          error={errorOf("extractedAt")}
        />
        <Field
          id="zone"
          label="In the time zone"
          hint="Yours is filled in."
          autoComplete="off"
          defaultValue={defaults.zone}
          error={errorOf("zone")}
        />
      </div>
      <div className="form-pair">
        <Field
          id="extractor"
          label="Exported by"
          autoComplete="off"
          defaultValue={defaults.extractor}
          error={errorOf("extractor")}
        />
        <Field
          id="query"
          label="What was asked for"
          autoComplete="off"
          defaultValue={defaults.query}
          error={errorOf("query")}
        />
      </div>
      <Field
        id="statedRows"
        inputMode="numeric"
        pattern="[0-9]*"
        label={`Rows as ${systemName} shows them`}
        hint="The number that the application itself counts. A list with fewer rows proves nobody absent."
        autoComplete="off"
        error={errorOf("statedRows")}
      />
      <fieldset className="whole" aria-describedby={whole ? "complete-error" : undefined}>
        <legend className="field-label">Is the list whole?</legend>
        <label>
          <input type="radio" name="complete" value="true" /> Yes, everybody with an account is in it
        </label>
        <label>
          <input type="radio" name="complete" value="false" /> No, or I do not know
        </label>
        {whole ? (
          <p id="complete-error" className="field-error">
            {whole}
          </p>
        ) : null}
      </fieldset>
    </>
  );
}

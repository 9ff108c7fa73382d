import type { FieldErrors } from "./open-leaver-errors.ts";
import { Field } from "./open-leaver-field.tsx";

const KINDS = [
  ["leaver", "Leaves the organisation"],
  ["contract_end", "Contract ends"],
  ["non_human_retirement", "Service account, bot or app is retired"],
] as const;

/** Every zone this browser knows, to choose from; another can be typed. */
const ZONES = typeof Intl.supportedValuesOf === "function" ? Intl.supportedValuesOf("timeZone") : [];

interface OpenLeaverFieldsProps {
  readonly errors: FieldErrors;
  readonly zone: string | null;
  readonly personKey: string;
}

/** Person, kind, and the effective end in the zone it was stated in. */
export function OpenLeaverFields({ errors, zone, personKey }: OpenLeaverFieldsProps) {
  return (
    <>
      <Field
        id="personKey"
        label="Person"
        hint="The key of the person in HR, as recorded with the identity."
        autoComplete="off"
        defaultValue={personKey}
        error={errors.personKey ?? null}
      />
      <div className="field">
        <label className="field-label" htmlFor="kind">
          Kind
        </label>
        <select id="kind" name="kind" className="input" defaultValue="leaver">
          {KINDS.map(([key, word]) => (
            <option key={key} value={key}>
              {word}
            </option>
          ))}
        </select>
        {errors.kind ? <p className="field-error">{errors.kind}</p> : null}
      </div>
      <div className="form-pair">
        <Field id="date" type="date" label="Effective end, date" error={errors.effectiveAt ?? null} />
        <Field id="time" type="time" label="Time" hint="Empty: the end of that day." error={null} />
      </div>
      <Field
        key={zone ?? "unknown"}
        id="zone"
        label="Time zone"
        list="zones"
        autoComplete="off"
        defaultValue={zone ?? ""}
        hint="Zone in which the time was stated, for example Asia/Kolkata. Yours is filled in."
        error={errors.zone ?? null}
      >
        <datalist id="zones">{zone === null ? null : ZONES.map((name) => <option key={name} value={name} />)}</datalist>
      </Field>
    </>
  );
}

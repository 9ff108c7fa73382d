import type { SecretView } from "#lib/core/views/connection.ts";
import { aboutField, FieldNotes } from "./field-notes.tsx";

interface SecretFieldProps {
  readonly field: SecretView;
  /** One is kept sealed: an empty field leaves it as it is. */
  readonly kept: boolean;
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (value: string) => void;
}

/** A credential: it is written once and never comes back. */
export function SecretField({ field, kept, value, error, onChange }: SecretFieldProps) {
  const { name, label, help, required, multiline } = field;
  const id = `secret-${name}`;
  const keptWords = "Kept, sealed. Leave it empty to keep it, or enter another.";
  const notes = [kept ? keptWords : null, help].filter((one) => one !== null).join(" ");
  const shared = {
    ...{ id, name, value, spellCheck: false },
    "aria-invalid": error ? true : undefined,
    "aria-required": (required && !kept) || undefined,
    "aria-describedby": aboutField(id, notes, error),
    onChange: (event: { readonly target: { readonly value: string } }) => onChange(event.target.value),
  };
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label} {required ? null : <span className="field-optional">optional</span>}
        {kept ? <span className="field-kept">kept</span> : null}
      </label>
      {multiline ? (
        <textarea {...shared} className="input input-lines mono" rows={5} autoComplete="off" />
      ) : (
        // Of no account here: a browser must neither fill it in nor offer to save it.
        <input {...shared} className="input" type="password" autoComplete="new-password" />
      )}
      <FieldNotes id={id} help={notes === "" ? null : notes} error={error} />
    </div>
  );
}

import type { SettingView } from "#lib/core/views/connection.ts";
import { DocumentEntry } from "./document-entry.tsx";
import { aboutField, FieldNotes } from "./field-notes.tsx";

interface SettingFieldProps {
  readonly field: SettingView;
  readonly value: string;
  /** All that is wrong with it; a document may have several faults. */
  readonly errors: readonly string[];
  readonly onChange: (value: string) => void;
}

/** One setting, asked for as its schema says. */
export function SettingField(props: SettingFieldProps) {
  const { field, errors } = props;
  const id = `setting-${field.name}`;
  const error = errors.length === 0 ? null : errors.join(" ");
  if (field.kind === "switch") return <Switch {...props} id={id} error={error} />;
  const help = field.kind === "list" ? `${field.help ?? ""} One a line.`.trim() : field.help;
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {field.label} {field.required ? null : <span className="field-optional">optional</span>}
      </label>
      {field.kind === "document" ? (
        <DocumentEntry {...props} id={id} />
      ) : (
        <>
          <Entry {...props} id={id} error={error} />
          <FieldNotes id={id} help={help} error={error} />
        </>
      )}
    </div>
  );
}

type Identified = SettingFieldProps & { readonly id: string; readonly error: string | null };

function Switch({ field, value, error, onChange, id }: Identified) {
  return (
    <div className="field">
      <label className="field-check">
        <input
          type="checkbox"
          id={id}
          className="check"
          checked={value === "on"}
          aria-describedby={aboutField(id, field.help, error)}
          onChange={(event) => onChange(event.target.checked ? "on" : "")}
        />
        <span className="field-label">{field.label}</span>
      </label>
      <FieldNotes id={id} help={field.help} error={error} />
    </div>
  );
}

function Entry({ field, value, error, onChange, id }: Identified) {
  const { name, kind, required, choices, help } = field;
  const shared = {
    ...{ id, name, value, className: "input" },
    "aria-invalid": error ? true : undefined,
    "aria-required": required || undefined,
    "aria-describedby": aboutField(id, kind === "list" ? "One a line." : help, error),
    onChange: (event: { readonly target: { readonly value: string } }) => onChange(event.target.value),
  };
  if (kind === "list")
    return <textarea {...shared} className="input input-lines" rows={3} autoComplete="off" spellCheck={false} />;
  if (kind !== "choice")
    return (
      <input
        {...shared}
        type={kind === "url" ? "url" : "text"}
        inputMode={kind === "number" ? "numeric" : undefined}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
    );
  return (
    <select {...shared}>
      {choices.map((choice) => (
        <option key={choice} value={choice}>
          {choice}
        </option>
      ))}
    </select>
  );
}

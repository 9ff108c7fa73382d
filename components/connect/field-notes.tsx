interface FieldNotesProps {
  readonly id: string;
  readonly help: string | null;
  readonly error: string | null;
}

/** What is read out with a field: its hint and what is wrong with it. */
export function aboutField(id: string, help: string | null, error: string | null): string | undefined {
  const parts = [help ? `${id}-hint` : null, error ? `${id}-error` : null].filter((part) => part !== null);
  return parts.length === 0 ? undefined : parts.join(" ");
}

/** What a field means, and what is wrong with it. */
export function FieldNotes({ id, help, error }: FieldNotesProps) {
  return (
    <>
      {help ? (
        <p id={`${id}-hint`} className="field-hint">
          {help}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      ) : null}
    </>
  );
}

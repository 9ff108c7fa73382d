"use client";
import { useId, useState } from "react";
import type { OwnerView } from "#lib/core/views/owner.ts";

interface PersonPickerProps {
  readonly label: string;
  /** Who is proposed, chosen already; nothing is saved before the button is pressed. */
  readonly chosen: string;
  /** Who it is now: choosing them again changes nothing. Empty: nobody. */
  readonly current: string;
  readonly people: readonly OwnerView[];
  /** What an empty choice is called, where there may be nobody. */
  readonly nobody: string | null;
  /** What the button says it does; null: nobody is chosen. */
  readonly act: (name: string | null) => string;
  readonly pending: boolean;
  readonly onSave: (personId: string) => void;
}

/** Chooses a person; the button says the verb and whom. */
export function PersonPicker({ label, chosen, current, people, nobody, act, pending, onSave }: PersonPickerProps) {
  const id = useId();
  const [personId, setPersonId] = useState(chosen);
  const person = people.find((one) => one.id === personId);
  const ready = !pending && personId !== current && (person !== undefined || nobody !== null);
  return (
    <div className="assign">
      <label className="text-meta font-medium" htmlFor={id}>
        {label}
      </label>
      <div className="assign-row">
        <select id={id} className="select-small" value={personId} onChange={(event) => setPersonId(event.target.value)}>
          <option value="">{nobody ?? "Choose a person"}</option>
          {people.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
        <button
          type="button"
          className="button button-small"
          aria-disabled={!ready}
          onClick={() => ready && onSave(personId)}
        >
          {act(person?.name ?? null)}
        </button>
      </div>
    </div>
  );
}

"use client";
import { useId, useState } from "react";
import type { OwnerView } from "#lib/core/views/owner.ts";
import type { AssignTo } from "./step-commands.ts";

interface AssignChoiceProps {
  readonly people: readonly OwnerView[];
  readonly to: AssignTo | null;
  /** null: one person, not chosen yet. */
  readonly onChange: (to: AssignTo | null) => void;
}

/** Whoever is proposed for each system, or one person for all. */
export function AssignChoice({ people, to, onChange }: AssignChoiceProps) {
  const id = useId();
  const [ownerId, setOwnerId] = useState("");
  const onePerson = to?.kind !== "suggested";
  const choose = (next: string) => {
    setOwnerId(next);
    onChange(next === "" ? null : { kind: "person", ownerId: next });
  };
  return (
    <fieldset className="assign-choice">
      <legend className="sr-only">Who gets them</legend>
      <label>
        <input type="radio" name="to" checked={!onePerson} onChange={() => onChange({ kind: "suggested" })} /> Suggested
        owner per system
      </label>
      <label>
        <input type="radio" name="to" checked={onePerson} onChange={() => choose(ownerId)} /> One person…
      </label>
      {onePerson ? (
        <>
          <label className="sr-only" htmlFor={id}>
            Person
          </label>
          <select id={id} className="select-small" value={ownerId} onChange={(event) => choose(event.target.value)}>
            <option value="">Choose a person</option>
            {people.map((person) => (
              <option key={person.id} value={person.id}>
                {person.name}
              </option>
            ))}
          </select>
        </>
      ) : null}
    </fieldset>
  );
}

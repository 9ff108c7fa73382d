"use client";
import { type KeyboardEvent, useId, useState } from "react";
import type { FoundPersonView } from "#lib/core/views/people.ts";
import { Field } from "../leavers/open-leaver-field.tsx";
import { usePeopleSearch } from "./use-people-search.ts";

interface PersonSearchProps {
  readonly label: string;
  readonly text: string;
  /** Who was chosen from the list; null: what is typed stands for itself. */
  readonly chosen: FoundPersonView | null;
  readonly onText: (text: string) => void;
  readonly onChoose: (person: FoundPersonView) => void;
  readonly error: string | null;
}

function About({ person }: { readonly person: FoundPersonView }) {
  return (
    <>
      <bdi className="person-option-name">{person.name}</bdi>
      {person.left ? <span className="bad"> has left</span> : null}
      <small>
        <bdi>{[person.email, person.personKey].filter(Boolean).join(" · ")}</bdi>
      </small>
    </>
  );
}

function foundWords(people: readonly FoundPersonView[] | null): string {
  if (people === null) return "";
  if (people.length === 0)
    return "Nobody's name begins like this. Enter a whole e-mail or person key, or record the person first.";
  return `${people.length} ${people.length === 1 ? "person" : "people"}. Arrow keys and Enter choose.`;
}

/** Finds a person while typing. Arrow keys walk through the list, Enter chooses, Escape closes the list alone. */
export function PersonSearch({ label, text, chosen, onText, onChoose, error }: PersonSearchProps) {
  const listId = useId();
  const { people } = usePeopleSearch(chosen === null ? text : "");
  const [at, setAt] = useState(0);
  const [closed, setClosed] = useState(false);
  const shown = closed || chosen !== null ? [] : (people ?? []);
  const active = shown[Math.min(at, shown.length - 1)];
  const choose = (person: FoundPersonView) => {
    onChoose(person);
    setAt(0);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (shown.length === 0 || active === undefined || event.nativeEvent.isComposing) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) setAt((shown.indexOf(active) + step + shown.length) % shown.length);
    else if (event.key === "Enter") choose(active);
    else if (event.key === "Escape") setClosed(true);
    else return;
    event.preventDefault();
  };
  const optionId = (person: FoundPersonView) => `${listId}-${person.id}`;
  return (
    <div className="person-search">
      <Field
        id="person"
        label={label}
        role="combobox"
        aria-expanded={shown.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={active === undefined ? undefined : optionId(active)}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setClosed(false);
          setAt(0);
          onText(event.target.value);
        }}
        onKeyDown={press}
        error={error}
      />
      <div id={listId} role="listbox" aria-label="People" className="person-options" hidden={shown.length === 0}>
        {shown.map((person) => (
          <div
            key={person.id}
            id={optionId(person)}
            role="option"
            tabIndex={-1}
            aria-selected={person === active}
            className="person-option"
            // Before the field loses the focus: who chooses goes on typing or presses Enter.
            onPointerDown={(event) => {
              event.preventDefault();
              choose(person);
            }}
          >
            <About person={person} />
          </div>
        ))}
      </div>
      {chosen === null ? null : (
        <p className="person-chosen">
          <About person={chosen} />
        </p>
      )}
      <p role="status" className="field-hint">
        {closed || chosen !== null ? "" : foundWords(people)}
      </p>
    </div>
  );
}

"use client";
import { useRef, useState } from "react";
import type { SettingView } from "#lib/core/views/connection.ts";
import { keyed } from "../ui/keyed.ts";
import { aboutField } from "./field-notes.tsx";

interface DocumentEntryProps {
  readonly id: string;
  readonly field: SettingView;
  readonly value: string;
  readonly errors: readonly string[];
  readonly onChange: (value: string) => void;
}

/** A document that is pasted or written, with each of its faults by line, and the way to that line. */
export function DocumentEntry({ id, field, value, errors, onChange }: DocumentEntryProps) {
  const box = useRef<HTMLTextAreaElement>(null);
  const [line, setLine] = useState(1);
  const isWrong = errors.length > 0;
  const goTo = (wanted: number) => {
    const before = value.split("\n").slice(0, wanted - 1);
    const from = before.reduce((sum, one) => sum + one.length + 1, 0);
    const end = value.indexOf("\n", from);
    const entry = box.current;
    if (entry === null) return;
    entry.focus();
    entry.setSelectionRange(from, end === -1 ? value.length : end);
    // A selection alone does not bring its line into sight everywhere.
    const height = entry.scrollHeight / Math.max(1, value.split("\n").length);
    entry.scrollTop = Math.max(0, (wanted - 4) * height);
  };
  return (
    <>
      <textarea
        ref={box}
        id={id}
        name={field.name}
        value={value}
        className="input input-lines input-document"
        rows={16}
        wrap="off"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        aria-invalid={isWrong || undefined}
        aria-required={field.required || undefined}
        aria-describedby={aboutField(id, field.help, isWrong ? errors.join(" ") : null)}
        onChange={(event) => onChange(event.target.value)}
        onSelect={(event) => setLine(lineAt(event.currentTarget))}
      />
      <p className="text-meta text-muted num">
        Line {line} of {value.split("\n").length}
      </p>
      {field.help ? (
        <p id={`${id}-hint`} className="field-hint">
          {field.help}
        </p>
      ) : null}
      {isWrong ? (
        <ul id={`${id}-error`} className="field-error document-problems">
          {keyed(errors).map(({ key, value: sentence }) => (
            <Problem key={key} sentence={sentence} goTo={goTo} />
          ))}
        </ul>
      ) : null}
    </>
  );
}

function lineAt({ value, selectionStart }: HTMLTextAreaElement): number {
  return value.slice(0, selectionStart).split("\n").length;
}

function Problem({ sentence, goTo }: { readonly sentence: string; readonly goTo: (line: number) => void }) {
  const line = /^line (\d+)/.exec(sentence)?.[1];
  return (
    <li>
      {sentence}
      {line === undefined ? null : (
        <button type="button" className="link" onClick={() => goTo(Number(line))}>
          Go to line {line}
        </button>
      )}
    </li>
  );
}

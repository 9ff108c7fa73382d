"use client";
import { ArrowUp } from "lucide-react";
import { type DragEvent, useId, useRef, useState } from "react";

interface FileDropProps {
  readonly label: string;
  readonly hint: string;
  /** Name of the file that is chosen; null: none is. */
  readonly chosen: string | null;
  /** What the button says; one press opens the file dialog. */
  readonly act: string;
  readonly primary: boolean;
  readonly onFile: (file: File) => void;
}

const ACCEPT = ".csv,.tsv,.txt,.xlsx,.json,.ndjson,text/csv,text/plain,application/json";

/** Takes one file: dropped on it, or chosen by the button, which keys reach as well. */
export function FileDrop({ label, hint, chosen, act, primary, onFile }: FileDropProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onFile(file);
  };
  return (
    <>
      <fieldset
        className="file-drop"
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        aria-labelledby={`${id}-label`}
      >
        <div className="file-drop-words">
          <ArrowUp size={18} strokeWidth={1.5} aria-hidden="true" />
          <span>
            <b id={`${id}-label`}>{chosen ?? label}</b>
            <br />
            <span className="text-muted">{chosen === null ? hint : "Another file can be dropped in its place"}</span>
          </span>
        </div>
      </fieldset>
      <input
        ref={input}
        id={id}
        type="file"
        className="sr-only"
        tabIndex={-1}
        accept={ACCEPT}
        aria-label={label}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file) onFile(file);
          // The same file chosen again after a correction is another choice.
          event.currentTarget.value = "";
        }}
      />
      <button
        type="button"
        className={primary ? "button button-primary button-large" : "button button-large"}
        onClick={() => input.current?.click()}
      >
        {act}
      </button>
    </>
  );
}

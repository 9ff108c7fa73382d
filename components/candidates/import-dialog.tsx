"use client";
import { useCallback, useEffect, useState } from "react";
import type { SightingsFileView, SightingsTakenView } from "#lib/core/views/sightings-file.ts";
import type { RefusalReason } from "#lib/ui/command-answer.ts";
import { ColumnQuestion } from "../files/column-question.tsx";
import { FileDrop } from "../files/file-drop.tsx";
import { Sending } from "../files/sending.tsx";
import { useSending } from "../files/use-sending.ts";
import { useMyZone } from "../time/use-mine.ts";
import { Refusals } from "../ui/refusals.tsx";
import { useOpenDialog } from "../ui/use-open-dialog.ts";
import { SightingsPreview, SightingsTaken } from "./sightings-preview.tsx";

const CHANNELS = [
  ["sign_in", "Sign-ins", "Sign-in log"],
  ["expense", "A card or expense statement", "Card statement"],
  ["consent", "OAuth consents", "OAuth consents"],
  ["assignment", "Application assignments", "Application assignments"],
] as const;
type Channel = (typeof CHANNELS)[number][0];

/** A file on its way: read at once and after every answer, taken when a person says so. */
function useSightingsFile(file: File | null, stated: Readonly<Record<string, string>>) {
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({});
  const [preview, setPreview] = useState<SightingsFileView | null>(null);
  const [taken, setTaken] = useState<SightingsTakenView | null>(null);
  const [reasons, setReasons] = useState<readonly RefusalReason[]>([]);
  const reading = useSending<SightingsFileView>();
  const taking = useSending<SightingsTakenView>();
  const { send } = reading;
  const print = JSON.stringify({ ...stated, ...answers });
  useEffect(() => {
    if (file === null) return;
    void send("/api/v1/candidates/files/preview", JSON.parse(print), file).then((posted) => {
      if (posted === null) return;
      setPreview(posted.ok ? posted.data : null);
      setReasons(posted.ok ? [] : posted.reasons);
    });
  }, [file, print, send]);
  const answer = useCallback((field: string, value: string) => setAnswers((old) => ({ ...old, [field]: value })), []);
  const forget = useCallback(() => {
    setAnswers({});
    setPreview(null);
    setTaken(null);
  }, []);
  const take = async () => {
    if (file === null || preview === null || taking.sent !== null) return;
    const posted = await taking.send("/api/v1/candidates/files", JSON.parse(print), file);
    if (posted === null) return;
    setReasons(posted.ok ? [] : posted.reasons);
    if (posted.ok) setTaken(posted.data);
  };
  return { preview, taken, reasons, reading, taking, answer, forget, take };
}

/** Takes in a sign-in log or a statement: how it was read is shown before anything of it is kept. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const dialog = useOpenDialog(onClose);
  const zone = useMyZone();
  const [file, setFile] = useState<File | null>(null);
  const [channel, setChannel] = useState<Channel>("sign_in");
  const [source, setSource] = useState("Sign-in log");
  const people = useSightingsFile(source.trim() === "" ? null : file, {
    channel,
    source: source.trim(),
    zone: zone ?? "UTC",
  });
  const { preview, taken, reasons, reading, taking } = people;
  const choose = (next: Channel) => {
    const usual = CHANNELS.find(([key]) => key === channel)?.[2];
    if (source === usual) setSource(CHANNELS.find(([key]) => key === next)?.[2] ?? source);
    setChannel(next);
    people.forget();
  };
  return (
    <dialog
      ref={dialog}
      className="dialog candidate-dialog candidate-import"
      aria-labelledby="import-title"
      tabIndex={-1}
    >
      <h2 id="import-title" className="text-lead font-semibold">
        Import a sign-in log or statement
      </h2>
      <p className="text-muted">
        Of listed systems nothing is kept. What nobody listed becomes a candidate; no system is made by it.
      </p>
      <ImportFields channel={channel} source={source} onChannel={choose} onSource={setSource} />
      <FileDrop
        label="Drop the file as it was exported"
        hint="CSV, TSV, XLSX, JSON or NDJSON"
        chosen={file?.name ?? null}
        act={file === null ? "Choose a file" : "Choose another file"}
        primary={file === null}
        onFile={(one) => {
          people.forget();
          setFile(one);
        }}
      />
      <Refusals reasons={reasons} />
      <ColumnQuestion reasons={reasons} onAnswer={people.answer} />
      {reading.sent === null ? null : <Sending sent={reading.sent} onStop={reading.stop} />}
      {taking.sent === null ? null : <Sending sent={taking.sent} onStop={taking.stop} />}
      {preview === null || taken !== null ? null : <SightingsPreview preview={preview} />}
      {taken === null ? null : <SightingsTaken taken={taken} />}
      <div className="dialog-foot">
        <span />
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          {taken === null ? "Cancel" : "Close"}
        </button>
        {preview === null || taken !== null ? null : (
          <button
            type="button"
            className="button button-primary"
            aria-disabled={taking.sent !== null}
            onClick={() => void people.take()}
          >
            Take it in
          </button>
        )}
      </div>
    </dialog>
  );
}

interface ImportFieldsProps {
  readonly channel: Channel;
  readonly source: string;
  readonly onChannel: (channel: Channel) => void;
  readonly onSource: (source: string) => void;
}

/** What the rows of the file are, and the name under which they are kept. */
function ImportFields({ channel, source, onChannel, onSource }: ImportFieldsProps) {
  const pick = (value: string) => {
    const found = CHANNELS.find(([key]) => key === value);
    if (found !== undefined) onChannel(found[0]);
  };
  return (
    <div className="candidate-fields">
      <label className="field">
        <span className="field-label">What its rows are</span>
        <select className="input" value={channel} onChange={(event) => pick(event.currentTarget.value)}>
          {CHANNELS.map(([key, word]) => (
            <option key={key} value={key}>
              {word}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span className="field-label">Name of the source</span>
        <input
          className="input"
          value={source}
          maxLength={60}
          onChange={(event) => onSource(event.currentTarget.value)}
        />
      </label>
    </div>
  );
}

"use client";
import { type SubmitEvent, useState } from "react";
import type { RefusalReason } from "#lib/ui/command-answer.ts";
import { postJson } from "#lib/ui/post-json.ts";
import { Field } from "../leavers/open-leaver-field.tsx";
import { useMyZone } from "../time/use-mine.ts";
import { Refusals } from "../ui/refusals.tsx";
import { type ImportAnswer, ImportAnswerView } from "./import-answer.tsx";

const MAPPINGS = [
  ["okta-tasks", "Okta: tasks"],
  ["entra-workflow-history", "Entra: workflow history (users or tasks)"],
  ["jira", "Jira: issues"],
  ["servicenow", "ServiceNow: tasks"],
  ["generic", "Our own column names"],
] as const;

/** Reads the form; the file's text goes along as it is. */
async function read(form: HTMLFormElement) {
  const data = new FormData(form);
  const file = data.get("file");
  const text = (name: string) => String(data.get(name) ?? "").trim();
  const named = { source: text("source"), zone: text("zone") };
  return {
    mapping: text("mapping"),
    csv: file instanceof File ? await file.text() : "",
    ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== "")),
  };
}

/** Takes in what another tool exports. Nothing is believed by it: Closeout looks for itself. */
export function ImportClaimsForm() {
  const zone = useMyZone();
  const [sending, setSending] = useState(false);
  const [reasons, setReasons] = useState<readonly RefusalReason[]>([]);
  const [answer, setAnswer] = useState<ImportAnswer | null>(null);

  const send = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    setSending(true);
    setAnswer(null);
    const posted = await postJson<ImportAnswer>("/api/v1/claims/import", await read(form));
    setSending(false);
    setReasons(posted.ok ? [] : posted.reasons);
    setAnswer(posted.ok ? posted.data : null);
  };
  const noFile = reasons.find((reason) => reason.path === "csv") ?? null;
  return (
    <>
      <form className="form" onSubmit={send} noValidate>
        <Refusals reasons={reasons.filter((reason) => reason !== noFile)} />
        <Field
          id="file"
          type="file"
          accept=".csv,text/csv,text/plain"
          label="File"
          hint="The CSV as the tool exports it."
          error={noFile === null ? null : "Choose a file with something in it."}
        />
        <div className="field">
          <label className="field-label" htmlFor="mapping">
            Exported by
          </label>
          <select id="mapping" name="mapping" className="input" defaultValue="okta-tasks">
            {MAPPINGS.map(([key, word]) => (
              <option key={key} value={key}>
                {word}
              </option>
            ))}
          </select>
        </div>
        <Field
          id="source"
          label="Name of the tool"
          hint="As the report shall call it. Empty: the export's usual name."
          autoComplete="off"
          error={null}
        />
        <Field
          key={zone ?? "unknown"}
          id="zone"
          label="Time zone"
          defaultValue={zone ?? ""}
          hint="Zone of times in the file that state no offset. Yours is filled in."
          autoComplete="off"
          error={null}
        />
        <div>
          <button type="submit" className="button button-primary" aria-disabled={sending}>
            {sending ? "Importing…" : "Import claims"}
          </button>
        </div>
      </form>
      {answer === null ? null : <ImportAnswerView answer={answer} />}
    </>
  );
}

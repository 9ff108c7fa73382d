"use client";
import { type RefObject, type SubmitEvent, useRef, useState } from "react";
import type { RefusalReason } from "#lib/ui/command-answer.ts";
import { postJson } from "#lib/ui/post-json.ts";
import { ColumnQuestion } from "../files/column-question.tsx";
import { FileDrop } from "../files/file-drop.tsx";
import { Sending } from "../files/sending.tsx";
import { useSending } from "../files/use-sending.ts";
import { useMyZone } from "../time/use-mine.ts";
import { Refusals } from "../ui/refusals.tsx";
import { HowRead } from "./how-read.tsx";
import { ListAnswer } from "./list-answer.tsx";
import type { ListAccepted, ListRead } from "./list-types.ts";
import { localTimeOf } from "./local-time.ts";
import { type StatedDefaults, StatedFields } from "./stated-fields.tsx";

interface SupplyListProps {
  readonly system: { readonly id: string; readonly name: string };
  /** Who is signed in: taken for whoever exported it, until somebody says otherwise. */
  readonly readerName: string;
  readonly onAccepted: (accepted: ListAccepted) => void;
}

const SHOWN_BESIDE = ["extractedAt", "zone", "extractor", "query", "statedRows", "complete"];
const UNSAID: RefusalReason = {
  code: "input_invalid",
  path: "complete",
  sentence: "Say whether the list is whole: only a whole list proves that somebody has no account.",
};

/** What the form says; null: it leaves open whether the list is whole. */
function read(form: HTMLFormElement): Record<string, string> | null {
  const fields: Record<string, string> = {};
  for (const [name, value] of new FormData(form)) {
    const text = typeof value === "string" ? value.trim() : "";
    if (text !== "") fields[name] = text;
  }
  return "complete" in fields ? fields : null;
}

/** A list on its way: the file, what was answered about it, and how it was read. */
function useListFile(systemId: string, form: RefObject<HTMLFormElement | null>) {
  const [file, setFile] = useState<File | null>(null);
  const [list, setList] = useState<ListRead | null>(null);
  const [map, setMap] = useState<Readonly<Record<string, string>>>({});
  const [kind, setKind] = useState("users");
  const [reasons, setReasons] = useState<readonly RefusalReason[]>([]);
  const sending = useSending<ListRead>();
  const send = async (columns: Readonly<Record<string, string>>) => {
    const stated = form.current ? read(form.current) : null;
    if (file === null || stated === null) return setReasons([UNSAID]);
    setReasons([]);
    setKind(stated["kind"] ?? "users");
    const posted = await sending.send(`/api/v1/systems/${systemId}/snapshots`, { ...stated, ...columns }, file);
    if (posted === null) return;
    setReasons(posted.ok ? [] : posted.reasons);
    setList(posted.ok ? posted.data : null);
  };
  const answer = (field: string, title: string) => {
    const columns = { ...map, [field]: title };
    setMap(columns);
    void send(columns);
  };
  const choose = (chosen: File) => {
    setFile(chosen);
    setList(null);
    setMap({});
    setReasons([]);
  };
  return { file, list, kind, reasons, sending, choose, answer, again: () => void send(map) };
}

/** Supplies a list exported from a system: the file, what is stated of it, how it was read, and its acceptance. */
export function SupplyList({ system, readerName, onAccepted }: SupplyListProps) {
  const zone = useMyZone();
  const form = useRef<HTMLFormElement>(null);
  const { file, list, kind, reasons, sending, choose, answer, again } = useListFile(system.id, form);
  const errorOf = (path: string) => reasons.find((reason) => reason.path === path)?.sentence ?? null;
  return (
    <div className="supply">
      <FileDrop
        label={`Drop a list exported from ${system.name}`}
        hint="CSV, TSV, XLSX, JSON or NDJSON, in whatever language"
        chosen={file?.name ?? null}
        act={file === null ? "Choose a list" : "Choose another list"}
        primary={file === null}
        onFile={choose}
      />
      <Refusals reasons={reasons.filter(({ path }) => path === undefined || !SHOWN_BESIDE.includes(path))} />
      <Unexpected reasons={reasons} kind={kind} systemId={system.id} onSwitched={again} />
      <ColumnQuestion reasons={reasons} onAnswer={answer} />
      {file === null || list !== null ? null : (
        <form
          ref={form}
          key={`${file.name} ${file.lastModified}`}
          className="form supply-form"
          noValidate
          onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
            event.preventDefault();
            again();
          }}
        >
          <StatedFields systemName={system.name} defaults={defaultsOf(file, readerName, zone)} errorOf={errorOf} />
          <div>
            <button type="submit" className="button button-primary button-large" aria-disabled={sending.sent !== null}>
              Read the list
            </button>
          </div>
        </form>
      )}
      {sending.sent === null ? null : <Sending sent={sending.sent} onStop={sending.stop} />}
      {list === null ? null : (
        <>
          <HowRead list={list} />
          <ListAnswer
            key={list.snapshotId}
            systemId={system.id}
            snapshotId={list.snapshotId}
            findings={list.findings}
            onAccepted={onAccepted}
          />
        </>
      )}
    </div>
  );
}

/** What can be guessed of a file; a person corrects it. */
function defaultsOf(file: File, extractor: string, zone: string | null): StatedDefaults {
  return {
    extractor,
    query: `All users (${file.name})`,
    extractedAt: localTimeOf(new Date(file.lastModified)),
    zone: zone ?? "",
  };
}

interface UnexpectedProps {
  readonly reasons: readonly RefusalReason[];
  /** What the list that was refused lists. */
  readonly kind: string;
  readonly systemId: string;
  readonly onSwitched: () => void;
}

const LAYER_OF: Readonly<Record<string, { readonly layer: string; readonly word: string }>> = {
  users: { layer: "account", word: "accounts" },
  groups: { layer: "group", word: "groups" },
  keys: { layer: "credential", word: "keys and tokens" },
};

/** Where nobody has said yet that lists speak for a layer of the system, it is said with a press. */
function Unexpected({ reasons, kind, systemId, onSwitched }: UnexpectedProps) {
  const [refusals, setRefusals] = useState<readonly RefusalReason[]>([]);
  const shown = LAYER_OF[kind];
  if (shown === undefined || !reasons.some(({ code }) => code === "snapshot_not_expected")) return null;
  const state = async () => {
    const body = { layer: shown.layer, exists: "yes", observe: "snapshot" };
    const posted = await postJson(`/api/v1/systems/${systemId}/layers`, body);
    setRefusals(posted.ok ? [] : posted.reasons);
    if (posted.ok) onSwitched();
  };
  return (
    <>
      <Refusals reasons={refusals} />
      <button type="button" className="button" onClick={() => void state()}>
        Look at its {shown.word} by lists, and read this one
      </button>
    </>
  );
}

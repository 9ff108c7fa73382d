"use client";
import { useCallback, useEffect, useState } from "react";
import type { PeopleFileView, PeopleTakenView } from "#lib/core/views/people-file.ts";
import type { RefusalReason } from "#lib/ui/command-answer.ts";
import { useSending } from "../files/use-sending.ts";
import { sourceNameOf } from "./source-name.ts";

interface PeopleFileOptions {
  readonly file: File | null;
  /** Zone of ends that state none; null while it is not known yet. */
  readonly zone: string | null;
  readonly onTaken: () => void;
}

/**
 * A file of people: read at once and again after every answer, taken when a person says so. The file goes out each time:
 * the server keeps nothing of one that was not taken.
 */
export function usePeopleFile({ file, zone, onTaken }: PeopleFileOptions) {
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({});
  const [preview, setPreview] = useState<PeopleFileView | null>(null);
  const [taken, setTaken] = useState<PeopleTakenView | null>(null);
  const [reasons, setReasons] = useState<readonly RefusalReason[]>([]);
  const reading = useSending<PeopleFileView>();
  const taking = useSending<PeopleTakenView>();
  const { send } = reading;

  useEffect(() => {
    if (file === null || zone === null) return;
    const fields = { source: sourceNameOf(file.name), zone, ...answers };
    void send("/api/v1/people-files/preview", fields, file).then((posted) => {
      if (posted === null) return;
      setPreview(posted.ok ? posted.data : null);
      setReasons(posted.ok ? [] : posted.reasons);
    });
  }, [file, zone, answers, send]);

  const clear = useCallback(() => {
    setAnswers({});
    setTaken(null);
    setPreview(null);
    setReasons([]);
  }, []);
  const answer = useCallback((field: string, value: string) => setAnswers((old) => ({ ...old, [field]: value })), []);
  const take = async () => {
    if (file === null || preview === null || taking.sent !== null) return;
    const fields = { source: preview.source, zone: zone ?? "", ...answers };
    const posted = await taking.send("/api/v1/people-files", fields, file);
    if (posted === null) return;
    setReasons(posted.ok ? [] : posted.reasons);
    if (!posted.ok) return;
    setTaken(posted.data);
    onTaken();
  };
  return { preview, taken, reasons, reading, taking, clear, answer, take };
}

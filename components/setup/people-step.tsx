"use client";
import Link from "next/link";
import { useState } from "react";
import type { HeldSourceView } from "#lib/core/views/setup.ts";
import { ColumnQuestion } from "../files/column-question.tsx";
import { FileDrop } from "../files/file-drop.tsx";
import { Sending } from "../files/sending.tsx";
import { useMyZone } from "../time/use-mine.ts";
import { Refusals } from "../ui/refusals.tsx";
import { HeldSources } from "./held-sources.tsx";
import { PeoplePreview } from "./people-preview.tsx";
import { PeopleTaken } from "./people-taken.tsx";
import type { SetupCommands } from "./setup-commands.ts";
import { usePeopleFile } from "./use-people-file.ts";
import { ZoneRule } from "./zone-rule.tsx";

interface PeopleStepProps {
  readonly file: File | null;
  readonly onFile: (file: File) => void;
  /** Leavers there are already. */
  readonly leavers: number;
  readonly held: readonly HeldSourceView[];
  readonly commands: SetupCommands;
  readonly onTaken: () => void;
  /** Where it goes on. */
  readonly next: string;
}

/** Who left: a file is read at once, shown as it is understood, and taken when a person says so. */
export function PeopleStep({ file, onFile, leavers, held, commands, onTaken, next }: PeopleStepProps) {
  const myZone = useMyZone();
  const [stated, setStated] = useState<string | null>(null);
  const zone = stated ?? myZone;
  const people = usePeopleFile({ file, zone, onTaken });
  const { preview, taken, reasons, reading, taking } = people;
  const choose = (one: File) => {
    people.clear();
    onFile(one);
  };
  const isOpen = preview !== null && taken === null;
  return (
    <>
      <h1 className="setup-title">Who left?</h1>
      <p className="setup-lead">
        A file with a row for each leaver: an e-mail or a key, and the end date. Names, zones and kinds are read where
        the file has them, in whatever language its titles are.
      </p>
      <div className="setup-form">
        <FileDrop
          label="Drop a CSV of leavers"
          hint="CSV, TSV, XLSX or JSON"
          chosen={file?.name ?? null}
          act={file === null ? "Choose a file" : "Choose another file"}
          primary={file === null && leavers === 0}
          onFile={choose}
        />
        {taken === null ? (
          <ZoneRule zone={zone ?? ""} first={preview?.firstRows[0] ?? null} onZone={setStated} />
        ) : null}
      </div>
      <Refusals reasons={reasons} />
      <ColumnQuestion reasons={reasons} onAnswer={people.answer} />
      {reading.sent === null ? null : <Sending sent={reading.sent} onStop={reading.stop} />}
      {taking.sent === null ? null : <Sending sent={taking.sent} onStop={taking.stop} />}
      {isOpen ? (
        <PeoplePreview preview={preview} pending={taking.sent !== null} onTake={() => void people.take()} />
      ) : null}
      {taken === null ? null : <PeopleTaken taken={taken} />}
      <HeldSources held={held} release={commands.releaseSource} />
      <GoOn leavers={leavers} next={next} primary={!isOpen} />
    </>
  );
}

/** Shown once there is somebody to look for. */
function GoOn({ leavers, next, primary }: { leavers: number; next: string; primary: boolean }) {
  if (leavers === 0) return null;
  return (
    <p className="setup-next">
      <Link className={primary ? "button button-primary button-large" : "button button-large"} href={next}>
        Go on: one system
      </Link>
      <span className="text-muted num">
        {leavers === 1 ? "1 leaver is" : `${leavers.toLocaleString("en")} leavers are`} recorded.
      </span>
    </p>
  );
}

"use client";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import type { CandidateListView } from "#lib/core/views/candidates.ts";
import { useCommand } from "#lib/ui/use-command.ts";
import { useLiveQuery } from "#lib/ui/use-live-query.ts";
import { Refusals } from "../ui/refusals.tsx";
import type { CandidateAddedAnswer, CandidateCommands } from "./candidate-commands.ts";
import { CandidateTable } from "./candidate-table.tsx";
import { addedWords, headingWords } from "./candidate-words.ts";
import { FoundLate } from "./found-late.tsx";
import { ImportDialog } from "./import-dialog.tsx";
import { NotOursDialog } from "./not-ours-dialog.tsx";

/** Who is meant by each name is looked up anew at every read. */
const READ_AGAIN_MS = 5_000;

interface CandidatesProps {
  readonly initial: CandidateListView;
  readonly commands: CandidateCommands;
  /** Shown below the table, such as what was said not to be ours. */
  readonly children?: (list: CandidateListView) => ReactNode;
}

/** Systems in use that the inventory does not name. Nothing here is a system until somebody adds it. */
export function CandidatesBlock({ initial, commands, children }: CandidatesProps) {
  const { data } = useLiveQuery<CandidateListView>({
    tag: "systems",
    part: "candidates",
    path: "/api/v1/candidates",
    initial,
    everyMs: READ_AGAIN_MS,
  });
  const list = data ?? initial;
  const [asked, setAsked] = useState<string | null>(null);
  const [importing, setImporting] = useState(false);
  const [added, setAdded] = useState<CandidateAddedAnswer | null>(null);
  const adding = useCommand(commands.add);
  const about = list.open.find(({ id }) => id === asked);
  const add = async (id: string, version: number) => {
    setAdded(null);
    const answer = await adding.run({ candidateId: id }, version);
    if (answer.ok) setAdded(answer.data);
  };
  return (
    <section className="candidates" aria-labelledby="candidates-title">
      <div className="candidates-head">
        <p>
          <b id="candidates-title">{headingWords(list.open.length)}</b>
          <span className="text-muted">
            {" "}
            · sign-ins, consents and card statements name them; the inventory does not
          </span>
        </p>
        {list.mayRecord ? (
          <button type="button" className="button" onClick={() => setImporting(true)}>
            Import a sign-in log or statement
          </button>
        ) : null}
      </div>
      <Refusals reasons={adding.reasons} />
      {added === null ? null : (
        <p role="status" className="notice">
          {addedWords(added)}{" "}
          {added.slug === null ? null : (
            <Link className="link" href={`/systems/${added.slug}`}>
              Give it an owner
            </Link>
          )}
        </p>
      )}
      <CandidateTable list={list} pending={adding.pending} onAdd={add} onNotOurs={setAsked} />
      <FoundLate found={list.foundLate} />
      {children?.(list)}
      {about === undefined ? null : (
        <NotOursDialog
          key={about.id}
          candidate={about}
          systems={list.systems}
          mayAdd={list.mayAdd}
          commands={commands}
          onClose={() => setAsked(null)}
        />
      )}
      {importing ? <ImportDialog onClose={() => setImporting(false)} /> : null}
    </section>
  );
}

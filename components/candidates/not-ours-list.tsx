"use client";
import type { CandidateListView } from "#lib/core/views/candidates.ts";
import { useCommand } from "#lib/ui/use-command.ts";
import { Refusals } from "../ui/refusals.tsx";
import type { CandidateCommands } from "./candidate-commands.ts";
import { dayWords, usedByWords } from "./candidate-words.ts";

/** What was said not to be ours: why, by whom, when; each can be taken back. */
export function NotOursList({ list, commands }: { list: CandidateListView; commands: CandidateCommands }) {
  const { run, pending, reasons } = useCommand(commands.takeBack);
  if (list.notOurs.length === 0) return null;
  return (
    <section aria-labelledby="not-ours-list-title">
      <h2 id="not-ours-list-title" className="candidates-head font-semibold num">
        {list.notOurs.length} said not to be ours
      </h2>
      <Refusals reasons={reasons} />
      <ul className="not-ours card">
        {list.notOurs.map(({ id, name, version, dismissed, usedBy }) => {
          const words = usedByWords(usedBy);
          return (
            <li key={id} data-candidate={name}>
              <span>
                <b>
                  <bdi>{name}</bdi>
                </b>{" "}
                <span className="text-muted num">
                  {words.users}, {words.leavers}
                </span>
                <br />
                {dismissed === null ? null : (
                  <span>
                    <q>
                      <bdi>{dismissed.reason}</bdi>
                    </q>{" "}
                    <bdi>{dismissed.by}</bdi>, {dayWords(dismissed.atIso)}
                  </span>
                )}
              </span>
              {list.mayDecide ? (
                <button
                  type="button"
                  className="button"
                  aria-disabled={pending}
                  aria-label={`Take back: ${name}`}
                  onClick={() => (pending ? undefined : void run({ candidateId: id }, version))}
                >
                  Take back
                </button>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

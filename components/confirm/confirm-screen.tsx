import type { ConfirmView } from "#lib/core/views/confirm.ts";
import { formatFull } from "../time/format-instant.ts";
import { NextSteps } from "./next-steps.tsx";
import { PersonCard } from "./person-card.tsx";

interface ConfirmScreenProps {
  readonly page: ConfirmView;
  /** Where the forms are sent. */
  readonly answerPath: string;
  /** Why the last answer was refused, and about which leaver. */
  readonly refused: { readonly sentence: string; readonly caseId: string } | null;
}

function question({ systemName, people }: ConfirmView): string {
  const asked = people.filter((person) => person.answers.length === 0).length;
  if (asked === 0) return people.length === 0 ? `${systemName}: nothing to answer` : `${systemName}: your answers`;
  return asked === 1
    ? `${systemName}: 1 person has left. Is their access gone?`
    : `${systemName}: ${asked} people have left. Is their access gone?`;
}

/** One owner's page about one system: plain forms, no script needed, nothing chosen beforehand. */
export function ConfirmScreen({ page, answerPath, refused }: ConfirmScreenProps) {
  const { people, ownerName, systemName } = page;
  const told = refused === null || people.some((person) => person.caseId === refused.caseId) ? null : refused.sentence;
  return (
    <main className="confirm">
      <header>
        <p className="text-muted">
          For <bdi>{ownerName}</bdi>, who answers for <bdi>{systemName}</bdi>
        </p>
        <h1 className="confirm-title">{question(page)}</h1>
      </header>
      {told ? (
        <p role="alert" className="notice notice-alarm">
          {told}
        </p>
      ) : null}
      {people.length === 0 ? (
        <p className="card confirm-card">Nobody who left has anything open here that waits for you.</p>
      ) : null}
      {people.map((person) => (
        <PersonCard
          key={person.caseId}
          person={person}
          page={page}
          answerPath={answerPath}
          refused={refused?.caseId === person.caseId ? refused.sentence : null}
        />
      ))}
      <NextSteps page={page} />
      <footer className="text-muted">
        Opening this page changes nothing. The link works until {formatFull(page.expiresAtIso, "UTC")}. Help: answer the
        message that brought you here.
      </footer>
    </main>
  );
}

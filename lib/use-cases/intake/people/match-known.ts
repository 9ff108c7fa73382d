import { findKeysOfEmails } from "#db/queries/identities/find-keys-of-emails.ts";
import { findProfiles } from "#db/queries/identities/find-profiles.ts";
import type { Tx } from "#db/tx.ts";
import { domainError } from "#lib/core/errors.ts";
import { whoIsMeant } from "#lib/core/people/who-is-meant.ts";
import { grouped } from "../../_kit/grouped.ts";
import type { BadLine, LeavingLine, Understood } from "./understand-people.ts";

/** Somebody known, as a line of the file stands to what is recorded. */
export interface KnownLine {
  readonly recordedName: string;
  /** The line writes another name than the recorded one. */
  readonly otherName: boolean;
  /** Nobody has the line's mail yet: it is added to those of the person. */
  readonly addsEmail: boolean;
}

/** Those who leave, with who of them is known, by the key they are recorded under. */
export interface Matched {
  readonly leaving: readonly LeavingLine[];
  readonly known: ReadonlyMap<string, KnownLine>;
  readonly bad: readonly BadLine[];
  readonly staying: number;
}

/**
 * Finds who is known already, so that nobody is recorded twice and nobody's leaving opens somebody else's case: a line
 * of which it is not sure whom it means is not taken.
 */
export async function matchKnown(tx: Tx, understood: Understood, key: "person_key" | "email"): Promise<Matched> {
  const holders = await findKeysOfEmails(
    tx,
    understood.leaving.flatMap((one) => one.email ?? []),
  );
  const keys = [...understood.leaving, ...holders].map((one) => one.personKey);
  const recorded = new Map((await findProfiles(tx, keys)).map((one) => [one.personKey, one]));
  const owners = grouped(holders, (one) => one.email);
  const known = new Map<string, KnownLine>();
  const leaving: LeavingLine[] = [];
  const bad: BadLine[] = [...understood.bad];
  for (const one of understood.leaving) {
    const ofEmail = (owners.get(one.email ?? "") ?? []).flatMap(({ personKey }) => recorded.get(personKey) ?? []);
    const meant = whoIsMeant(one, { ofKey: recorded.get(one.personKey), ofEmail, key });
    if (meant.kind === "unsure") bad.push(UNSURE[meant.because](one.line));
    else if (meant.kind === "new") leaving.push(one);
    else {
      const { person, addsEmail, otherName } = meant;
      known.set(person.personKey, { recordedName: person.displayName, otherName, addsEmail });
      leaving.push({ ...one, personKey: person.personKey });
    }
  }
  return { leaving, known, bad: bad.sort((a, b) => a.line - b.line), staying: understood.staying };
}

const ANOTHER =
  "Somebody else is recorded with this e-mail. Nothing of this line is taken. Use the key that the person was recorded with.";
const SAME_NUMBER =
  "This key is recorded under another name, and the e-mail is nobody's yet: same number, different person? Nothing of this line is taken. Correct the key, or record the e-mail with the person and send the file again.";

/** What a line answers of which it is not sure whom it means. */
const UNSURE = {
  email_of_another: (line: number): BadLine => ({
    line,
    role: "email",
    error: domainError("identity_ambiguous", { sentence: ANOTHER }),
  }),
  another_name: (line: number): BadLine => ({
    line,
    role: "person_key",
    error: domainError("identity_ambiguous", { sentence: SAME_NUMBER }),
  }),
};

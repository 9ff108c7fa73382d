import { findIdentityIds } from "#db/queries/identities/find-by-keys.ts";
import { findKeysOfEmails } from "#db/queries/identities/find-keys-of-emails.ts";
import type { Tx } from "#db/tx.ts";
import { domainError } from "#lib/core/errors.ts";
import { grouped } from "../../_kit/grouped.ts";
import type { BadLine, LeavingLine, Understood } from "./understand-people.ts";

/** Those who leave, with who of them is known. */
export interface Matched {
  readonly leaving: readonly LeavingLine[];
  readonly known: ReadonlySet<string>;
  readonly bad: readonly BadLine[];
  readonly staying: number;
}

/**
 * Finds who is known already, so that nobody is recorded twice: under a key, or, in a file without keys, under the
 * mail. A mail that belongs to somebody of another key is never taken for the same person.
 */
export async function matchKnown(tx: Tx, understood: Understood, key: "person_key" | "email"): Promise<Matched> {
  const keys = understood.leaving.map((one) => one.personKey);
  const emails = understood.leaving.flatMap((one) => one.email ?? []);
  const [ids, found] = await Promise.all([findIdentityIds(tx, keys), findKeysOfEmails(tx, emails)]);
  const owners = grouped(found, (one) => one.email);
  const known = new Set(ids.keys());
  const leaving: LeavingLine[] = [];
  const bad: BadLine[] = [...understood.bad];
  for (const one of understood.leaving) {
    const others = (owners.get(one.email ?? "") ?? []).filter(({ personKey }) => personKey !== one.personKey);
    const [other, another] = others;
    if (known.has(one.personKey) || other === undefined) leaving.push(one);
    else if (key === "email" && another === undefined) {
      known.add(other.personKey);
      leaving.push({ ...one, personKey: other.personKey });
    } else bad.push({ line: one.line, role: "email", error: domainError("identity_ambiguous", { sentence: ANOTHER }) });
  }
  return { leaving, known, bad: bad.sort((a, b) => a.line - b.line), staying: understood.staying };
}

const ANOTHER =
  "Somebody else is recorded with this e-mail. Nothing of this line is taken. Use the key that the person was recorded with.";

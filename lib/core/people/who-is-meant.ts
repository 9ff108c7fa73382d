import { namesAgree } from "./same-name.ts";

/** Somebody as a line of a file states them; a mail is in small letters. */
export interface StatedPerson {
  readonly personKey: string;
  readonly name: string | null;
  readonly email: string | null;
}

/** Somebody as recorded; mails are in small letters. */
export interface RecordedPerson {
  readonly personKey: string;
  readonly displayName: string;
  readonly emails: readonly string[];
}

/** Whom a line means: somebody new, somebody known, or nobody that one may be sure of. */
export type Meant<Person extends RecordedPerson = RecordedPerson> =
  | { readonly kind: "new" }
  | {
      readonly kind: "known";
      readonly person: Person;
      /** Nobody has the line's mail yet: it is added to the person's. */
      readonly addsEmail: boolean;
      /** The line writes another name than the recorded one. */
      readonly otherName: boolean;
    }
  | { readonly kind: "unsure"; readonly because: "email_of_another" | "another_name" };

interface Recorded<Person> {
  readonly ofKey: Person | undefined;
  readonly ofEmail: readonly Person[];
  /** What tells people apart in the file. */
  readonly key: "person_key" | "email";
}

/**
 * Whom a line means. A key alone is no proof: two companies can use one number, and a mail that is somebody else's, or a
 * new mail under another name, speaks of somebody else. A mail alone is proof only where the file has no keys.
 */
export function whoIsMeant<Person extends RecordedPerson>(
  stated: StatedPerson,
  { ofKey, ofEmail, key }: Recorded<Person>,
): Meant<Person> {
  const [other, another] = ofEmail.filter(({ personKey }) => personKey !== stated.personKey);
  if (ofKey === undefined) {
    if (other === undefined) return { kind: "new" };
    if (key === "email" && another === undefined) return known(stated, other, false);
    return { kind: "unsure", because: "email_of_another" };
  }
  const own = stated.email !== null && ofKey.emails.includes(stated.email);
  // Recorded with two people before that was refused: a key tells which of them is meant, the mail alone does not.
  if (other !== undefined && !(own && key === "person_key")) return { kind: "unsure", because: "email_of_another" };
  if (own || stated.email === null) return known(stated, ofKey, false);
  return namesAgree(stated.name, nameOf(ofKey))
    ? known(stated, ofKey, true)
    : { kind: "unsure", because: "another_name" };
}

function known<Person extends RecordedPerson>(stated: StatedPerson, person: Person, addsEmail: boolean): Meant<Person> {
  return { kind: "known", person, addsEmail, otherName: !namesAgree(stated.name, nameOf(person)) };
}

/** The recorded name; null where a key or a mail stands in for one. */
function nameOf({ displayName, personKey, emails }: RecordedPerson): string | null {
  const folded = displayName.toLowerCase();
  return displayName === personKey || emails.includes(folded) || folded === personKey.toLowerCase()
    ? null
    : displayName;
}

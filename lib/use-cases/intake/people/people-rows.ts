import { contentId } from "../leavers-csv.ts";
import type { PeopleFile } from "./preview-people.ts";
import type { LeavingLine } from "./understand-people.ts";

/** Somebody in a file as the command that records identities takes them. */
export function identityRows({ matched }: PeopleFile): readonly object[] {
  return matched.leaving
    .filter((one) => !matched.known.has(one.personKey))
    .map(({ personKey, name, email, kind }) => ({
      personKey,
      displayName: name ?? personKey,
      emails: email === null ? [] : [email],
      kind: kind === "non_human_retirement" ? "service_account" : "person",
      ...(kind === "contract_end" ? { engagements: [{ kind: "contract" }] } : {}),
    }));
}

/** Lines that bring somebody known a mail which nobody has yet. */
export function emailLines({ matched }: PeopleFile): readonly LeavingLine[] {
  return matched.leaving.filter((one) => matched.known.get(one.personKey)?.addsEmail);
}

/** The lifecycle event of a line. Its id is what it states: the same file can be sent again. */
export function eventRow(source: string, { personKey, kind, effectiveAt, end }: LeavingLine): object {
  const event = { kind, personKey, effectiveAt, zone: end.zone };
  return { ...event, source, eventId: contentId(event) };
}

import type { CaseId } from "../ids.ts";
import type { Instant } from "../instant.ts";
import type { AccessEntries } from "./entry-access.ts";
import type { CaseLink, LeaverEntries } from "./entry-leaver.ts";
import type { OrganisationEntries } from "./entry-organisation.ts";

interface Catalogue extends LeaverEntries, AccessEntries, OrganisationEntries {}

/** What can be entered in the ledger, closed. A change of meaning takes a new version, never a new sense. */
export type EntryKind = keyof Catalogue;

/** Version of each kind's data. Kinds that are not named here are at 1. */
const VERSIONS: Partial<Readonly<Record<EntryKind, number>>> = {};

/** One entry as a use case writes it: what happened, and to which case if to any. */
export type Entry = {
  readonly [Kind in EntryKind]: {
    readonly kind: Kind;
    readonly caseId: CaseId | null;
    readonly data: Catalogue[Kind];
  };
}[EntryKind];

/** What every change leaves behind: at least one entry. */
export type Entries = readonly [Entry, ...Entry[]];

/** What the kit adds to entries when it writes them. */
export interface EntryFrame {
  /** Database's clock, at the statement that writes the leaf. */
  readonly at: Instant;
  /** Who answers: id of the identity, or name of the credential. Never a name or mail of a person. */
  readonly by: string;
  readonly requestId: string;
  readonly link: CaseLink | null;
}

/** Version of the data of `kind`. */
export function entryVersion(kind: EntryKind): number {
  return VERSIONS[kind] ?? 1;
}

import type { CaseId } from "../ids.ts";
import type { Instant } from "../instant.ts";
import { type CanonicalValue, canonicalJson } from "./canonical.ts";
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

/** What the kit adds to an entry when it writes it. */
export interface EntryFrame {
  /** Database's clock, at the statement that writes the entry. */
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

/**
 * The exact text whose UTF-8 bytes are stored and hashed.
 * @throws TypeError when the link belongs to another case than the entry, or data has no canonical form.
 */
export function entryText(entry: Entry, frame: EntryFrame): string {
  if ((frame.link?.caseId ?? null) !== entry.caseId) throw new TypeError("the entry is linked into another case");
  const { link } = frame;
  const place =
    link === null
      ? "null"
      : `{"id":${canonicalJson(link.caseId)},"number":${canonicalJson(link.number)},"previous":${canonicalJson(link.previous)}}`;
  // Names in the order that canonical JSON gives them: what is the same in every entry need not be sorted every time.
  // Data of a kind is built of canonical values by its declaration; an interface has no index signature to show it.
  return `{"at":${canonicalJson(frame.at)},"by":${canonicalJson(frame.by)},"case":${place},"data":${canonicalJson(
    entry.data as unknown as CanonicalValue,
  )},"kind":"${entry.kind}","request":${canonicalJson(frame.requestId)},"version":${entryVersion(entry.kind)}}`;
}

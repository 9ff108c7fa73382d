import type { Layer } from "../access/layer.ts";
import type { EngagementId, IdentityId, SystemId } from "../ids.ts";
import type { Instant } from "../instant.ts";
import type { Digest } from "./entry-leaver.ts";

/** Data of entries about intake, the inventory of systems, and Closeout's own users. */
export interface OrganisationEntries {
  readonly "lifecycle_event.recorded": {
    readonly event: string;
    readonly source: string;
    readonly kind: string;
    readonly identity: IdentityId | null;
    readonly effectiveAt: Instant;
    readonly notifiedAt: Instant | null;
    readonly precision: string;
    readonly text: Digest;
  };
  readonly "lifecycle_event.refused": { readonly source: string; readonly row: number | null; readonly code: string };
  readonly "import.finished": {
    readonly import: string;
    readonly rows: number;
    readonly accepted: number;
    readonly refused: number;
  };
  readonly "source.held": { readonly source: string; readonly because: string; readonly events: number };
  readonly "source.released": { readonly source: string; readonly events: number };
  readonly "listing.held": { readonly system: SystemId; readonly before: number; readonly now: number };
  readonly "listing.released": { readonly system: SystemId };
  /** A list was supplied and read. Nothing of it is believed yet. */
  readonly "snapshot.read": {
    readonly snapshot: string;
    readonly system: SystemId;
    readonly listed: string;
    readonly digest: string;
    readonly extractedAt: Instant;
    readonly rows: number;
    readonly broken: number;
    readonly stated: number | null;
    readonly matched: number;
    readonly complete: boolean;
    readonly findings: readonly string[];
    /** Who or what made it, and what it was asked for. */
    readonly said: readonly Digest[];
  };
  readonly "snapshot.held": {
    readonly snapshot: string;
    readonly system: SystemId;
    readonly because: readonly string[];
  };
  readonly "snapshot.released": { readonly snapshot: string; readonly system: SystemId };
  readonly "snapshot.accepted": {
    readonly snapshot: string;
    readonly system: SystemId;
    readonly confirmed: readonly string[];
    readonly leavers: number;
    readonly accounts: number;
    readonly observations: number;
  };
  readonly "identity.recorded": {
    readonly identity: IdentityId;
    readonly kind: string;
    readonly profile: readonly Digest[];
  };
  readonly "engagement.recorded": {
    readonly engagement: EngagementId;
    readonly identity: IdentityId;
    readonly startsAt: Instant;
    readonly endsAt: Instant | null;
  };
  readonly "identity.erased": { readonly digests: readonly Digest[]; readonly ground: string };
  readonly "system.recorded": {
    readonly system: SystemId;
    readonly tier: number;
    readonly connector: string | null;
    readonly version: number;
  };
  readonly "system.owner_changed": {
    readonly system: SystemId;
    readonly owner: string | null;
    readonly deputy: string | null;
  };
  /** Whose credential its connector signs in with was named, or that it is nobody's own. */
  readonly "system.credential_owner_changed": { readonly system: SystemId; readonly owner: string | null };
  readonly "system.layer_stated": {
    readonly system: SystemId;
    readonly layer: string;
    readonly exists: string;
    readonly until: Instant | null;
  };
  /** Another name of a system: its letters and digits alone. */
  readonly "system.alias_added": { readonly system: SystemId; readonly key: string };
  readonly "system.acting_switched": { readonly system: SystemId; readonly acting: boolean };
  readonly "system.check_asked": { readonly system: SystemId; readonly step: string };
  readonly "system.checked": { readonly system: SystemId; readonly reachable: boolean; readonly authorised: boolean };
  /** A check found that the connector can do more or less on a layer than was known. */
  readonly "system.layer_learned": {
    readonly system: SystemId;
    readonly layer: Layer;
    readonly act: "connector" | "manual";
    readonly observe: "connector" | "snapshot" | "none";
  };
  /** Somebody is about to connect a system, or to change its connection. The id is the one it has, or will have. */
  readonly "connection.drafted": {
    readonly draft: string;
    readonly system: SystemId;
    readonly connector: string;
    readonly changes: boolean;
  };
  readonly "connection.trial_asked": { readonly draft: string; readonly system: SystemId; readonly person: boolean };
  readonly "connection.trial_stopped": { readonly draft: string; readonly system: SystemId };
  /** A trial only reads. Of a person it found so many accounts; null: nobody was looked for. */
  readonly "connection.tried": {
    readonly draft: string;
    readonly system: SystemId;
    readonly reachable: boolean | null;
    readonly authorised: boolean | null;
    readonly accounts: number | null;
  };
  readonly "connection.discarded": { readonly draft: string; readonly system: SystemId };
  readonly "system.connection_changed": {
    readonly system: SystemId;
    readonly connector: string;
    /** Its calls go to another place than before. */
    readonly elsewhere: boolean;
  };
  readonly "discovery.asked": {
    readonly run: string;
    readonly system: SystemId;
    readonly changedSince: Instant | null;
  };
  /** A system was listed to its end, or given up. Whose the accounts are stands in deletable rows. */
  readonly "discovery.ended": {
    readonly run: string;
    readonly system: SystemId;
    readonly state: string;
    readonly complete: boolean;
    readonly pages: number;
    readonly accounts: number;
    readonly uncorrelated: number;
    readonly ofLeavers: number;
    readonly gone: number;
  };
  /** A source shows use of a system that nobody listed. Whom and what it names stands in deletable rows. */
  readonly "candidate.seen": {
    readonly candidate: string;
    readonly source: string;
    readonly channel: string;
    readonly sightings: number;
  };
  readonly "candidate.dismissed": { readonly candidate: string };
  readonly "candidate.taken_back": { readonly candidate: string };
  /** It is in the inventory now: as a system of its own, or as another name of one. */
  readonly "candidate.added": {
    readonly candidate: string;
    readonly system: SystemId;
    readonly isNew: boolean;
    readonly closedCases: number;
  };
  /** Reading a system's log was switched on or off. */
  readonly "reading.switched": { readonly system: SystemId; readonly reading: string; readonly enabled: boolean };
  readonly "reading.ended": {
    readonly system: SystemId;
    readonly reading: string;
    readonly rows: number;
    readonly refused: number;
    readonly failure: string | null;
  };
  readonly "secret.sealed": { readonly system: SystemId; readonly name: string };
  readonly "policy.changed": { readonly policy: string; readonly version: number };
  readonly "token.created": { readonly token: string; readonly role: string; readonly human: IdentityId | null };
  readonly "confirm_link.created": {
    readonly link: string;
    readonly system: SystemId;
    readonly owner: IdentityId;
    readonly expiresAt: Instant;
  };
  readonly "token.revoked": { readonly token: string };
  readonly "user.changed": { readonly user: string; readonly role: string; readonly active: boolean };
  readonly "sign_in_link.created": { readonly user: string; readonly role: string };
  readonly "session.opened": { readonly user: string; readonly by: string };
  readonly "session.ended": { readonly user: string; readonly by: string };
  readonly "command.refused": { readonly command: string; readonly codes: readonly string[] };
  readonly "population.counted": {
    readonly cases: number;
    readonly digest: string;
    readonly sourceCount: number | null;
  };
  readonly "projection.rebuilt": { readonly projection: string; readonly rows: number; readonly different: number };
  readonly "export.made": { readonly export: string; readonly rows: number; readonly digest: string };
}

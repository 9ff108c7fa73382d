import type { AccountKind } from "../core/access/account.ts";
import type { Goal } from "../core/access/goal.ts";
import type { Layer } from "../core/access/layer.ts";
import type { Completeness, ObservedFacts, Presence } from "../core/access/observation.ts";
import type { DurationMicros, Instant } from "../core/instant.ts";
import type { LoggedClaim, LogKind, LogRequest, SeenUse } from "./contract-records.ts";
import type { ConnectorForm } from "./form.ts";

/**
 * One request and its answer, redacted, kept as evidence. Secrets never reach this type. A protocol other than HTTP
 * writes its own verb (SEARCH, QUERY, EXEC), an address of its own scheme (ldap://host/dn, postgres://host/database,
 * ssh://host), the statement or command as request body with its values in it, and the answer as JSON.
 */
export interface Exchange {
  readonly method: string;
  /** URL without credentials; query values that name a person stay, the row is deletable. */
  readonly url: string;
  readonly requestBody: string | null;
  /** HTTP status, LDAP result code, exit code; 0 where a protocol only says that it worked. null when no answer arrived. */
  readonly status: number | null;
  /** Redacted answer, at most 64 KiB. */
  readonly body: string | null;
  readonly bodyBytes: number;
  /** SHA-256 of the full, unredacted body as received; 32 bytes. null when no answer arrived. */
  readonly bodyDigest: Uint8Array | null;
  /** The target's own Date header, as sent. */
  readonly targetDate: string | null;
  readonly failure: CallFailure | null;
  /** What was read out of the answer, field by field, secrets taken out. Only where `explain` asked for it. */
  readonly read?: readonly FieldRead[];
}

/** One field as a definition names it, and what stood there in an answer. */
export interface FieldRead {
  readonly field: string;
  readonly path: string;
  /** As JSON, of the first row; null: nothing was found at the path. */
  readonly value: string | null;
  /** What it means or is missing, in words; "" where the value says all. */
  readonly note: string;
  /** false: what depends on the field cannot be known by this answer. */
  readonly fits: boolean;
}

/** Why a call gave no usable answer. */
export type CallFailure =
  | "timeout"
  | "connection"
  | "certificate"
  | "too_large"
  | "not_json"
  | "unexpected_shape"
  | "redirect"
  | "blocked_address"
  | "unauthorised"
  | "rate_limited"
  | "server_error";

/** What a connector noticed besides the answer asked for. Codes are closed; `detail` is a sentence for a person. */
export type FindingCode =
  | "none_found"
  | "several_found"
  | "filter_not_honoured"
  | "key_not_searchable"
  | "listing_capped"
  | "unreadable_rows"
  | "members_hidden"
  | "group_emptied"
  | "other_member_removed"
  | "reply_contradicts"
  | "control_read_failed";

/** A thing noticed on the way. It never turns an unknown into an answer. */
export interface Finding {
  readonly code: FindingCode;
  readonly detail: string;
}

/** What a target asked of us besides the answer itself. */
export interface Backpressure {
  /** Wait this long before the next call to this system; bounded by the client. */
  readonly retryAfter: DurationMicros | null;
}

/**
 * What a revoking call came to. None of these means that access is gone:
 * only a later, complete, independent observation does.
 * `unknown`: the act may or may not have happened (time-out, lost reply, unreadable answer).
 */
export type RevokeOutcome =
  | { readonly kind: "accepted" }
  | { readonly kind: "already_absent" }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "unsupported"; readonly reason: string }
  | { readonly kind: "unknown"; readonly cause: CallFailure };

export interface RevokeResult extends Backpressure {
  readonly outcome: RevokeOutcome;
  /** Present when the connector had to read the state itself before acting; keep it for the looks that follow. */
  readonly before?: AccessBefore;
  readonly findings?: readonly Finding[];
  readonly exchanges: readonly Exchange[];
}

/** A look at one access. `presence` is unknown unless the answer positively proves it. */
export interface Look extends Backpressure {
  readonly presence: Presence;
  readonly completeness: Completeness;
  readonly facts: ObservedFacts;
  /** What was looked for, in words, for the drawer. */
  readonly sought: string;
  readonly failure: CallFailure | null;
  readonly findings?: readonly Finding[];
  readonly exchanges: readonly Exchange[];
}

/** Pages read to their end, or said not to be. An incomplete listing proves nothing absent. */
export interface Listing<Row> extends Backpressure {
  readonly rows: readonly Row[];
  readonly complete: boolean;
  readonly failure: CallFailure | null;
  readonly sought: string;
  readonly findings?: readonly Finding[];
  readonly exchanges: readonly Exchange[];
}

/** One page of all accounts, for systems too large to be listed at once. */
export interface AccountPage extends Backpressure {
  readonly rows: readonly AccountRecord[];
  /** Where to go on, opaque and without any personal value; null: this was the last page, or reading failed. */
  readonly next: string | null;
  /** How many accounts the target counts; null where it does not say. */
  readonly total: number | null;
  /** Accounts on it that carried no identifier that could be read. */
  readonly unreadable?: number;
  readonly failure: CallFailure | null;
  readonly findings?: readonly Finding[];
  readonly exchanges: readonly Exchange[];
}

export interface PageRequest {
  /** `next` of the page before; null: from the beginning. */
  readonly cursor: string | null;
  /** Only accounts changed since then. Asked only where `changesSince` of the manifest is true. */
  readonly changedSince: Instant | null;
}

/** Part of a target's records, in the order in which they are to be gone on with. */
export interface LogRead<Row> extends Backpressure {
  readonly rows: readonly Row[];
  /** Where to go on, opaque; null: from the beginning. Of no use where reading failed. */
  readonly next: string | null;
  /** There is more to read at once. */
  readonly more: boolean;
  readonly failure: CallFailure | null;
  readonly findings?: readonly Finding[];
  readonly exchanges: readonly Exchange[];
}

/** Attributes by which a person is found in a system. */
export interface CorrelationKeys {
  readonly userNames: readonly string[];
  readonly emails: readonly string[];
  readonly externalIds: readonly string[];
}

export interface AccountRecord {
  /** The target's own permanent identifier; never a name or mail. */
  readonly nativeId: string;
  readonly userName: string;
  readonly displayName: string | null;
  readonly emails: readonly string[];
  readonly externalId: string | null;
  readonly presence: Presence;
  /** What the target itself says that the account is (a bot, a managed service account). Left out where it does not say. */
  readonly kind?: AccountKind;
}

/**
 * The state around an access when it was inventoried, as far as later looks need it to notice damage
 * (a wiped group, a wrong member gone) and to know whether an empty answer can be believed.
 * Holds counts only, no identifier. Stored with the access and handed back in `Target.before`.
 */
export interface AccessBefore {
  /** The group's own member list showed this account. When false, later lists that do not show it prove nothing. */
  readonly listed: boolean;
  /** Members the list showed, this account included when listed. */
  readonly members: number;
}

/** One access of one account on one layer other than `account`. */
export interface AccessRecord {
  readonly accountNativeId: string;
  readonly layer: Layer;
  readonly nativeKey: string;
  readonly label: string;
  /** As a look at it alone would read it; left out where that is active. What nobody lists is unknown. */
  readonly presence?: Presence;
  readonly facts: ObservedFacts;
  readonly before?: AccessBefore;
}

/** What an act or a look is aimed at. */
export interface Target {
  readonly layer: Layer;
  readonly accountNativeId: string;
  /** Same as accountNativeId on layer `account`. */
  readonly nativeKey: string;
  /** From the AccessRecord. Without it a connector may need one more read before it acts. */
  readonly before?: AccessBefore;
}

export interface LayerAbility {
  readonly act: boolean;
  readonly observe: boolean;
  readonly freshness: DurationMicros;
}

/** What a connector can do, checked at start against the methods it has. */
export interface Manifest {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly layers: Partial<Readonly<Record<Layer, LayerAbility>>>;
  /** `pageAccounts` can be asked for what changed since a moment. What is gone by then it does not show. */
  readonly changesSince?: boolean;
  /** The target lists nobody whole, however often it is asked: what was read is all there is, and never complete. */
  readonly neverWhole?: boolean;
  /** Records that can be read besides access, each with the name of the source that it is. */
  readonly reads?: Partial<Readonly<Record<LogKind, string>>>;
  /** Kinds of target this has been run against; "not yet seen against the vendor" is said here. */
  readonly seenAgainst: readonly string[];
}

export interface CheckReport extends Backpressure {
  readonly reachable: boolean;
  readonly authorised: boolean;
  /** Findings in words for the person who connects the system. */
  readonly findings: readonly string[];
  /** What the probe learned about this server's dialect; stored with the system and handed back to `open`. */
  readonly dialect: Readonly<Record<string, unknown>>;
  readonly exchanges: readonly Exchange[];
}

/** One connected system. No method caches, retries, or reads a clock. */
export interface Connection {
  readonly manifest: Manifest;
  check(signal: AbortSignal): Promise<CheckReport>;
  /** Accounts of one person. Zero rows in a complete answer means that none was found for these keys. */
  findAccounts?(keys: CorrelationKeys, signal: AbortSignal): Promise<Listing<AccountRecord>>;
  listAccounts?(signal: AbortSignal): Promise<Listing<AccountRecord>>;
  /** All accounts a page at a time: it can be gone on with from `next` by another process, after a crash as well. */
  pageAccounts?(request: PageRequest, signal: AbortSignal): Promise<AccountPage>;
  /** Access of these accounts on every layer the manifest can observe besides `account`. */
  listAccess?(accountNativeIds: readonly string[], signal: AbortSignal): Promise<Listing<AccessRecord>>;
  /** What the target's own records say was carried out. */
  readClaims?(request: LogRequest, signal: AbortSignal): Promise<LogRead<LoggedClaim>>;
  /** Which other applications the target shows in use, and by whom. */
  readUse?(request: LogRequest, signal: AbortSignal): Promise<LogRead<SeenUse>>;
  revoke?(target: Target, goal: Goal, signal: AbortSignal): Promise<RevokeResult>;
  observe?(target: Target, signal: AbortSignal): Promise<Look>;
  close(): Promise<void>;
}

/** Opens a connection. `config` has passed the connector's own schema; `secrets` are those that `form` names. */
export interface Connector {
  readonly manifest: Manifest;
  /** What somebody who connects a system of this kind is asked. */
  readonly form: ConnectorForm;
  /** Parses config; returns sentences that name what is wrong. */
  parseConfig(
    raw: unknown,
  ): { readonly ok: true; readonly config: unknown } | { readonly ok: false; readonly problems: readonly string[] };
  open(options: OpenOptions): Connection;
}

export interface OpenOptions {
  readonly config: unknown;
  readonly secrets: Readonly<Record<string, string>>;
  readonly dialect: Readonly<Record<string, unknown>>;
  /** Calls in flight at once to this system. */
  readonly connectionsMax: number;
  /** Private and loopback ranges (CIDR) that the operator allows as targets. Default: none. */
  readonly allowPrivateTargets?: readonly string[];
  /** Longest wait for one whole answer, milliseconds, headers and body together. Default 15,000. */
  readonly deadlineMs?: number;
  /** Nothing that could change the target leaves, whatever is asked for. Default false. */
  readonly readOnly?: boolean;
  /** Exchanges say what was read out of them, for whoever tries a definition. Default false. */
  readonly explain?: boolean;
}

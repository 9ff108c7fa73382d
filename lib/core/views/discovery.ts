import type { AccountKind } from "../access/account.ts";
import type { Presence } from "../access/observation.ts";
import type { DiscoveryState } from "../discovery/discovery.ts";
import type { IsoUtc } from "./time.ts";

/** A full listing of a system, under way or over. */
export interface DiscoveryRunView {
  readonly id: string;
  readonly state: DiscoveryState;
  /** Only what changed since then was asked for; null: everybody. */
  readonly changedSinceIso: IsoUtc | null;
  readonly startedIso: IsoUtc;
  readonly endedIso: IsoUtc | null;
  readonly pages: number;
  /** Rows read so far. */
  readonly rows: number;
  /** As the target counts; null where it does not say. */
  readonly total: number | null;
  /** Everybody was seen: who was not listed is gone. false also where nothing is concluded; null: not over yet. */
  readonly complete: boolean | null;
  /** Why it ended early, in a sentence; null: it did not. */
  readonly failure: string | null;
  /** What it came to; null while it runs. */
  readonly counts: {
    readonly accounts: number;
    /** Nobody known carries any of the account's keys. */
    readonly uncorrelated: number;
    /** Somebody's who has left. */
    readonly ofLeavers: number;
    /** Listed before and not any more. */
    readonly gone: number;
  } | null;
}

export interface DiscoveryView {
  readonly systemId: string;
  /** Latest first. */
  readonly runs: readonly DiscoveryRunView[];
  readonly asOfIso: IsoUtc;
}

/** Which accounts of a system are shown. `not_human`: machines' and several people's, or of which nobody knows. */
export const LISTED_TABS = ["uncorrelated", "left", "all", "not_human", "gone"] as const;
export type ListedTab = (typeof LISTED_TABS)[number];

/** Whose an account is, as its keys say. */
export interface ListedPersonView {
  readonly id: string;
  readonly name: string;
  /** The key that says so. */
  readonly reason: string;
  /** No engagement of theirs goes on. */
  readonly left: boolean;
  /** Number of their case; null: none was opened. */
  readonly leaver: string | null;
}

/** An account as a system lists it. */
export interface ListedAccountView {
  readonly nativeId: string;
  readonly userName: string;
  readonly displayName: string | null;
  readonly emails: readonly string[];
  readonly kind: AccountKind;
  readonly presence: Presence;
  /** null: nobody known carries any of its keys. */
  readonly person: ListedPersonView | null;
  readonly firstSeenIso: IsoUtc | null;
  readonly lastSeenIso: IsoUtc | null;
  /** It was listed before and is not any more. */
  readonly goneIso: IsoUtc | null;
}

/** How many accounts a tab has; `more`: at least as many. */
export interface ListedCountView {
  readonly tab: ListedTab;
  readonly count: number;
  readonly more: boolean;
}

export interface ListedAccountsView {
  readonly standing: ListedTab;
  readonly rows: readonly ListedAccountView[];
  readonly nextCursor: string | null;
}

/** The accounts of one system: what is known of it, how many there are of each kind, and a page of them. */
export interface SystemAccountsView {
  readonly system: { readonly id: string; readonly slug: string; readonly name: string; readonly connected: boolean };
  readonly counts: readonly ListedCountView[];
  readonly page: ListedAccountsView;
  readonly discovery: DiscoveryView;
  /** Accounts of the last listing that was believed, beside which a held one is measured; null: none was. */
  readonly listedBefore: number | null;
  readonly mayList: boolean;
  readonly mayRelease: boolean;
  readonly mayLink: boolean;
  readonly mayOpen: boolean;
  readonly asOfIso: IsoUtc;
}

/** Accounts of nobody in one system. */
export interface OrphanRowView {
  readonly slug: string;
  readonly name: string;
  readonly tier: number;
  readonly owner: string | null;
  readonly nobody: ListedCountView;
  readonly ofLeavers: ListedCountView;
  readonly notHuman: ListedCountView;
  /** Accounts that the last listing saw; null: none has ended. */
  readonly accounts: number | null;
  readonly listedIso: IsoUtc | null;
}

export interface OrphansView {
  readonly rows: readonly OrphanRowView[];
  /** Connected systems that were never listed to the end: of them nobody knows. */
  readonly unlisted: readonly { readonly slug: string; readonly name: string }[];
  readonly asOfIso: IsoUtc;
}

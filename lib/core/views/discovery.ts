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

/** An account that a system lists and that somebody should look at. */
export interface ListedAccountView {
  readonly nativeId: string;
  readonly userName: string;
  readonly displayName: string | null;
  readonly emails: readonly string[];
  readonly kind: AccountKind;
  readonly presence: Presence;
  /** Whose it is, as its keys say; null: nobody's who is known. */
  readonly person: { readonly name: string; readonly reason: string; readonly leaver: string | null } | null;
}

export interface ListedAccountsView {
  readonly standing: "uncorrelated" | "left";
  readonly rows: readonly ListedAccountView[];
  readonly nextCursor: string | null;
}

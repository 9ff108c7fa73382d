import type { LeasedStep } from "#db/queries/steps/leased-details.ts";
import type { AccessRecord, AccountRecord, Exchange } from "#lib/connectors/contract.ts";
import type { Layer } from "#lib/core/access/layer.ts";
import type { DurationMicros } from "#lib/core/instant.ts";

/** Requests and answers of one read. A listing that served many people is kept once: same object, same row. */
export interface ReadExchanges {
  readonly exchanges: readonly Exchange[];
}

/** What the inventory of one system found of one person, before anything is touched. */
export interface InventoryResult {
  readonly step: LeasedStep;
  readonly observer: string;
  /** Database clock before the first call, and after the last; microseconds. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly accounts: readonly (AccountRecord & { readonly because: string })[];
  readonly access: readonly AccessRecord[];
  /** Everything was read to its end: only then can anything be said not to exist. */
  readonly complete: boolean;
  /** Layers that this connection does not show: of them nothing is concluded, however complete the rest was read. */
  readonly unread: readonly Layer[];
  readonly failure: string | null;
  readonly sought: string;
  readonly read: ReadExchanges;
  readonly retryAfter: DurationMicros | null;
  /** Reading again would be in vain: the system has no connector. */
  readonly final?: boolean;
  /** Reading again would be in vain: the target answered, and never lists more than this. */
  readonly neverWhole?: boolean;
}

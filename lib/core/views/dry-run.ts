import type { IsoUtc } from "./time.ts";

/** One access of one leaver: what would be called for it, or why nothing. */
export interface DryRunRowView {
  readonly itemId: string;
  /** `LV-2041`. */
  readonly leaverId: string;
  readonly what: string;
  /** The call in words; null: none. */
  readonly call: string | null;
  /** Why none; null where there is a call. */
  readonly because: string | null;
  /** Not before this: the effective end lies ahead. null: at once. */
  readonly notBeforeIso: IsoUtc | null;
}

/** A leaver of whom this system has not been read: what acting would find there nobody knows. */
export interface UnreadLeaverView {
  readonly leaverId: string;
}

/** What acting on a system would do, from what is known now. Nothing was called, and nothing was looked at for it. */
export interface DryRunView {
  readonly systemName: string;
  readonly acting: boolean;
  /** Leavers under way with something that would be called for. */
  readonly leavers: number;
  /** Leavers under way with anything known here. */
  readonly leaversKnown: number;
  readonly calls: number;
  readonly withoutCall: number;
  /** What would be done, in words: "disable accounts and remove group memberships"; what the connector can do at all. */
  readonly does: string;
  /** Calls first; at most 200 of all rows. */
  readonly rows: readonly DryRunRowView[];
  readonly rowsTotal: number;
  readonly unread: readonly UnreadLeaverView[];
  /** Acts that wait already and stop when acting is switched off. */
  readonly waitingActs: number;
  readonly asOfIso: IsoUtc;
}

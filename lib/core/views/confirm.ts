import type { Layer, Tier } from "../access/layer.ts";
import type { DeadlineView } from "./exposure.ts";
import type { OwnerView } from "./owner.ts";
import type { EventTimeView, IsoUtc } from "./time.ts";

/** The four answers of the confirm page. None is the default. */
export const CONFIRM_ANSWERS = ["removed", "still_there", "not_mine", "exception"] as const;
export type ConfirmAnswer = (typeof CONFIRM_ANSWERS)[number];

/** One thing that somebody who left still has, as far as anybody knows. */
export interface ConfirmItemView {
  readonly id: string;
  readonly layer: Layer;
  /** Name of the access or account; null where none could be listed. */
  readonly label: string | null;
  readonly account: string | null;
}

/** An answer that was given, as it was recorded. */
export interface ConfirmAnswerView {
  readonly answer: ConfirmAnswer;
  readonly atIso: IsoUtc;
  readonly statedAtIso: IsoUtc | null;
  readonly items: number;
  /** Who was named as the owner, if somebody was found. */
  readonly named: string | null;
  /** What was typed, unless it was erased. */
  readonly said: string | null;
  /** SHA-256 of the ledger's entry, hex. */
  readonly leafHash: string | null;
}

/** One person who left, on the page of the owner of one system. */
export interface ConfirmPersonView {
  readonly caseId: string;
  readonly name: string;
  readonly effectiveEnd: EventTimeView;
  readonly deadline: DeadlineView | null;
  readonly items: readonly ConfirmItemView[];
  /** How many answers were given before: a form that is older acts no more. */
  readonly place: number;
  /** Oldest first. */
  readonly answers: readonly ConfirmAnswerView[];
  readonly mayAnswer: boolean;
  /** Last day that an exception may be asked for, in the event's zone. */
  readonly exceptionMax: string;
  /** Now in the event's zone, as a field takes it. */
  readonly nowLocal: string;
}

/** The confirm page: one owner, one system. */
export interface ConfirmView {
  readonly systemName: string;
  readonly tier: Tier;
  readonly ownerName: string;
  readonly people: readonly ConfirmPersonView[];
  /** Whom the owner may name at a press. */
  readonly suggestedOwner: OwnerView | null;
  /** Minutes until Closeout looks for itself; null where only a person can. */
  readonly looksWithinMinutes: number | null;
  readonly expiresAtIso: IsoUtc;
  readonly asOfIso: IsoUtc;
}

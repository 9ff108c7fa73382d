import type { Layer } from "../../core/access/layer.ts";
import type { AccessRecord, AccountRecord } from "../contract.ts";

/** One question of a trial. `passed` null: it could not be asked. */
export interface TrialStep {
  readonly name: string;
  readonly passed: boolean | null;
  readonly words: string;
}

/** How one control layer stands on this system with this credential. */
export interface TrialLayer {
  readonly layer: Layer;
  readonly observe: "yes" | "no" | "not offered" | "right missing";
  readonly act: boolean;
  /** Accesses of the person that were seen; null = not looked at. */
  readonly seen: number | null;
}

export interface TrialReport {
  readonly steps: readonly TrialStep[];
  readonly layers: readonly TrialLayer[];
  /** What the check found, in words: what is missing and where it is granted. */
  readonly findings: readonly string[];
  readonly calls: number;
}

/** What the trial of a connection came to before anybody is looked for. */
export interface CheckTrial extends TrialReport {
  readonly reachable: boolean;
  readonly authorised: boolean;
  readonly dialect: Readonly<Record<string, unknown>>;
  /** Mails of the accounts on the first pages of the list, for whoever can tell whether they are our people's. */
  readonly mails: readonly string[];
}

/** What the trial with one person came to. */
export interface PersonTrial extends TrialReport {
  readonly accounts: readonly AccountRecord[];
  /** null: it was not looked at. */
  readonly access: readonly AccessRecord[] | null;
}

/** Told as soon as a question is answered. */
export type OnStep = (step: TrialStep) => void;

/** True when every question that could be asked was answered as it must be. */
export function isPassed({ steps }: Pick<TrialReport, "steps">): boolean {
  return steps.every(({ passed }) => passed === true);
}

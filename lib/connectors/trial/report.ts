import type { Layer } from "../../core/access/layer.ts";

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

/** True when every question that could be asked was answered as it must be. */
export function isPassed({ steps }: TrialReport): boolean {
  return steps.every(({ passed }) => passed === true);
}

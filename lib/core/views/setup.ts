import type { IsoUtc } from "./time.ts";

export const SETUP_STEPS = ["people", "system", "found", "owners", "leaver"] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

/** A system that is seen from lists. */
export interface SetupSystemView {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** Lists of it that were believed. */
  readonly accepted: number;
}

/** A source that waits for a second person. */
export interface HeldSourceView {
  readonly source: string;
  readonly events: number;
  /** Leavers an hour that it may open without one. */
  readonly limit: number;
}

/** How far the first run has come, from what is recorded alone. */
export interface SetupView {
  readonly leavers: number;
  readonly scheduled: number;
  readonly held: readonly HeldSourceView[];
  readonly systems: readonly SetupSystemView[];
  readonly signedInIso: IsoUtc | null;
  readonly asOfIso: IsoUtc;
}

import type { Counted } from "#lib/core/views/counted.ts";
import type { StepTab } from "#lib/core/views/step-filter.ts";
import type { CommandAction } from "#lib/ui/command-answer.ts";

/** Steps as chosen on the screen. */
export interface ChosenSteps {
  readonly tab: StepTab;
  readonly q: string;
  readonly except: readonly string[];
  readonly only: readonly string[] | null;
}

export type AssignTo = { readonly kind: "suggested" } | { readonly kind: "person"; readonly ownerId: string };

/** What one call assigned; `next` names the rest. */
export interface Assigned {
  readonly batchId: string;
  readonly assigned: number;
  readonly skipped: readonly { readonly steps: number }[];
  readonly remaining: number;
  readonly next: string | null;
}

/** What every call of an assignment carries beside what it is about. */
export interface AssignCall {
  readonly to: AssignTo;
  readonly seen: number;
  readonly after?: string;
}

/** What is to get owners: how it is called, counted, asked about and assigned. */
export interface ToAssign<Which extends object> {
  readonly noun: "steps" | "items";
  readonly which: Which;
  /** How many match, as the screen says. */
  readonly count: Counted;
  /** Where a preview is asked. */
  readonly previewPath: string;
  readonly assign: CommandAction<Which & AssignCall, Assigned>;
}

export type TakeBack = CommandAction<
  { readonly batchId: string },
  { readonly restored: number; readonly kept: number }
>;

/** The server actions behind the list of steps; the page passes them in. */
export interface StepCommands {
  readonly assignMatching: CommandAction<ChosenSteps & AssignCall, Assigned>;
  readonly takeBack: TakeBack;
  readonly verifyMatching: CommandAction<
    ChosenSteps & { readonly seen: number | null },
    { readonly looks: number; readonly without: number; readonly notAsked: number }
  >;
}

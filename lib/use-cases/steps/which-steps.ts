import { z } from "zod";
import type { OpenSteps, StepCursor } from "#db/queries/steps/open-steps.ts";
import { PASSING } from "#lib/core/access/passing.ts";
import { type ParsedFilter, parseStepFilter, STEP_TAB_FILTER, STEP_TABS } from "#lib/core/views/step-filter.ts";
import type { Actor } from "#lib/runtime/context.ts";

const PICKED_MAX = 1000;

/** Steps as somebody chose them on the screen: by what they have in common, less some; or one by one. */
export const whichInput = {
  tab: z.enum(STEP_TABS).default("no_owner"),
  q: z.string().max(500).default("").meta({ description: 'Filter, such as "owner:none system:crm tier:0 due:<24h".' }),
};

export const pickedInput = {
  ...whichInput,
  except: z
    .array(z.uuid())
    .max(PICKED_MAX)
    .readonly()
    .default([])
    .meta({ description: "Steps that match and are not meant." }),
  only: z
    .array(z.uuid())
    .max(PICKED_MAX)
    .readonly()
    .nullable()
    .default(null)
    .meta({ description: "Of those, none but these." }),
};

export interface Which {
  readonly tab: (typeof STEP_TABS)[number];
  readonly q: string;
  readonly except?: readonly string[];
  readonly only?: readonly string[] | null;
}

/** The choice as the database is asked, and what was typed as it was understood. */
export function whichSteps(actor: Actor, which: Which): { readonly open: OpenSteps; readonly typed: ParsedFilter } {
  const typed = parseStepFilter(which.q);
  const open = {
    filters: [STEP_TAB_FILTER[which.tab], typed.filter],
    me: identityOf(actor),
    excluded: which.except ?? [],
    only: which.only ?? null,
    passing: [...PASSING],
  };
  return { open, typed };
}

/** The identity that `owner:me` means; null for somebody without one. */
export function identityOf(actor: Actor): string | null {
  return "identityId" in actor ? actor.identityId : null;
}

export function cursorText({ dueAt, id }: StepCursor): string {
  return Buffer.from(JSON.stringify([dueAt, id])).toString("base64url");
}

/** The columns' own types: what fits no column is no cursor of ours. */
const cursorSchema = z.tuple([z.int().min(0).nullable(), z.uuid()]);

/** Reads a cursor; undefined when it was not made here. */
export function readStepCursor(text: string): StepCursor | undefined {
  try {
    const [dueAt, id] = cursorSchema.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
    return { dueAt, id };
  } catch {
    // Made elsewhere: refused by the caller.
    return undefined;
  }
}

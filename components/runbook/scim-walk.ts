import type { WalkStepView } from "#lib/core/views/runbook.ts";
import recorded from "./scim-walk.json" with { type: "json" };

/** Who answered. */
export const walkServer: string = recorded.server;

/** The recorded walk. */
// Written by the test that compares it at every run, from values of this very type; JSON widens its closed words to text.
export const walkSteps = recorded.steps as readonly WalkStepView[];

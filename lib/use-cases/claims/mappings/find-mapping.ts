import { entraWorkflowHistory } from "./entra-workflow-history.ts";
import { generic } from "./generic.ts";
import { jira } from "./jira.ts";
import type { ClaimMapping } from "./mapping.ts";
import { oktaTasks } from "./okta-tasks.ts";
import { serviceNow } from "./servicenow.ts";

/** Named mappings, as callers ask for them. */
export const MAPPINGS = ["okta-tasks", "entra-workflow-history", "jira", "servicenow", "generic"] as const;
export type MappingName = (typeof MAPPINGS)[number];

const BY_NAME: Readonly<Record<MappingName, ClaimMapping>> = {
  "okta-tasks": oktaTasks,
  "entra-workflow-history": entraWorkflowHistory,
  jira,
  servicenow: serviceNow,
  generic,
};

export function findMapping(name: MappingName): ClaimMapping {
  return BY_NAME[name];
}

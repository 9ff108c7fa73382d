import type { ClaimMapping } from "./mapping.ts";

/** The Admin Console's Tasks: manual and failed deprovisioning, one task a row. */
export const oktaTasks: ClaimMapping = {
  source: "Okta tasks",
  kind: "tool",
  titles: {
    externalId: ["taskid", "id"],
    person: ["username", "login", "useremail", "email", "user", "assignee"],
    system: ["application", "applicationlabel", "appname", "applabel", "app"],
    title: ["task", "tasktype", "type", "description"],
    state: ["status", "taskstatus", "state"],
    statedAt: ["completed", "completedat", "completedon", "completeddate", "lastupdated"],
  },
  states: {
    complete: "completed",
    completed: "completed",
    markedcomplete: "completed",
    resolved: "completed",
    failed: "failed",
    error: "failed",
    pending: "pending",
    open: "pending",
    inprogress: "pending",
  },
};

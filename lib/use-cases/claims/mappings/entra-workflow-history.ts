import { ENTRA_TASKS_WITHOUT_CLAIM } from "./entra-tasks.ts";
import type { ClaimMapping } from "./mapping.ts";

/**
 * History of Lifecycle Workflows: tasks by user, or users as a whole. A summary of runs names no user and is refused by
 * its header. What is processed is the directory itself, unless a column says otherwise.
 */
export const entraWorkflowHistory: ClaimMapping = {
  source: "Entra lifecycle workflows",
  kind: "tool",
  titles: {
    externalId: ["taskprocessingresultid", "userprocessingresultid", "processingresultid", "id"],
    person: ["userprincipalname", "subjectuserprincipalname", "upn", "user", "subject"],
    system: ["system", "resource"],
    title: ["taskname", "taskdisplayname", "task", "workflowname", "workflow"],
    state: ["processingstatus", "status", "taskstatus"],
    statedAt: ["completeddatetime", "completeddate", "completed", "lastcompleteddate"],
  },
  states: {
    completed: "completed",
    successful: "completed",
    success: "completed",
    completedwitherrors: "failed",
    failed: "failed",
    canceled: "failed",
    cancelled: "failed",
    queued: "pending",
    inprogress: "pending",
    unprocessed: "pending",
  },
  claimsNothing: ENTRA_TASKS_WITHOUT_CLAIM,
  system: "Microsoft Entra ID",
};

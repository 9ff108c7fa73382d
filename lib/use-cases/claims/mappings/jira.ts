import type { ClaimMapping } from "./mapping.ts";

/** An issue export. Whom and which system an issue is about stands in custom fields, or in its components. */
export const jira: ClaimMapping = {
  source: "Jira",
  kind: "ticket",
  titles: {
    externalId: ["issuekey", "key"],
    person: [
      "customfieldleaver",
      "customfieldemployeeemail",
      "customfieldemployeeid",
      "customfieldemployee",
      "customfielduser",
      "customfieldaffecteduser",
    ],
    system: ["customfieldsystem", "customfieldapplication", "customfieldaffectedsystem", "components", "component"],
    title: ["summary"],
    state: ["statuscategory", "status"],
    resolution: ["resolution"],
    statedAt: ["resolved", "resolutiondate", "updated"],
  },
  states: {
    done: "completed",
    closed: "completed",
    resolved: "completed",
    todo: "pending",
    open: "pending",
    new: "pending",
    inprogress: "pending",
    reopened: "pending",
  },
  notDone: ["wontdo", "wontfix", "declined", "duplicate", "cannotreproduce", "incomplete", "cancelled", "canceled"],
};

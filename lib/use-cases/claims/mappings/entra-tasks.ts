import { plain } from "./mapping.ts";

/**
 * Microsoft's own tasks that take nothing away of a layer whole, by the names that they come with: mails, what is given,
 * calls to a program of one's own, and removals from what was picked (learn.microsoft.com, "Lifecycle Workflows built-in
 * tasks"; some have one name in the list and another in what is made from it). A task that somebody gave another name is
 * taken by its words.
 */
const NAMES = [
  "Send welcome email to new hire",
  "Send Welcome Email",
  "Send onboarding reminder email",
  "Send email to notify manager of user move",
  "Send email to manager before user's last day",
  "Send email to manager before user last day",
  "Send email before user's last day",
  "Send email on user's last day",
  "Send email to manager on user's last day",
  "Send email after user's last day",
  "Send email to manager after user's last day",
  "Send offboarding email to user's manager after their last day",
  "Send offboarding email to user's manager after the last day of work",
  "Send email to manager about sponsorship changes",
  "Send email to co-sponsors about sponsor changes",
  "Generate Temporary Access Pass and send via email to user's manager",
  "Generate TAP and Send Email",
  "Add user to groups",
  "Add user to selected groups",
  "Add user to teams",
  "Add user to selected teams",
  "Enable user account",
  "Assign licenses to user",
  "Assign licenses to users",
  "Assign licenses to users (Preview)",
  "Request user access package assignment",
  "Run a custom task extension",
  "Transfer agent identity sponsorships to manager",
  "Remove user from selected group",
  "Remove user from selected groups",
  "Remove user from teams",
  "Remove user from selected teams",
  "Remove user from all teams",
  "Remove user from all Teams memberships",
  "Remove licenses from user",
  "Remove selected license assignments from user",
  "Remove selected license assignments from user (Preview)",
  "Remove access package assignment for user",
  "Remove all access package assignments for user",
  "Cancel pending access package assignment requests for user",
  "Cancel all pending access package assignment requests for user",
] as const;

/** The same, written as titles are. */
export const ENTRA_TASKS_WITHOUT_CLAIM: ReadonlySet<string> = new Set(NAMES.map(plain));

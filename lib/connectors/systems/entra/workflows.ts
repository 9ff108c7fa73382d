import type { Layer } from "../../../core/access/layer.ts";
import type { LoggedClaim, LogRequest } from "../../contract-records.ts";
import { segment } from "../../kit/json.ts";
import type { RecordsRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { EntraConfig } from "./config.ts";
import { graphList, graphPath, userPath } from "./graph.ts";
import { readTaskResult, readUser, readUserResult, readWorkflow, type TaskResult, USER_FIELDS } from "./schema.ts";

const WORKFLOWS = "/identityGovernance/lifecycleWorkflows/workflows";

/**
 * Microsoft's own tasks that take something away whole, by their definition (learn.microsoft.com, "Lifecycle Workflows
 * built-in tasks"). Mails, custom extensions and removals from selected groups claim nothing of a layer.
 */
const TASKS: Readonly<Record<string, Layer>> = {
  "1dfdfcc7-52fa-4c2e-bf3a-e3919cc12950": "account",
  "8d18588d-9ad3-4c0f-99d0-ec215f0e3dff": "account",
  "b3a31406-2a15-4c9a-b25b-a658fa5f07fc": "group",
  "8fa97d28-3e52-4985-b3a9-a1126f9b8b4e": "entitlement",
  "509589a4-0466-4471-829e-49c5e502bdee": "session",
};

/** Results may show later than they ended: each read begins this much earlier than the last one ended. Milliseconds. */
const OVERLAP = 3_600_000;

/** What lifecycle workflows say they carried out, user by user and task by task; the cursor is the latest end seen. */
export async function readClaims(
  config: EntraConfig,
  { cursor, since }: LogRequest,
  trail: Trail,
): Promise<RecordsRead<LoggedClaim>> {
  const from = cursor === null ? since / 1000 : Date.parse(cursor) - OVERLAP;
  const select = graphPath(`${WORKFLOWS}?$select=id,displayName,category`);
  const workflows = await graphList(config, trail, select, readWorkflow, ({ id }) => id);
  const runs: Run[] = [];
  let complete = workflows.complete;
  for (const workflow of workflows.rows) {
    const read = await runsOf(config, trail, workflow.id, from);
    if (!read.complete) complete = false;
    runs.push(...read.rows);
  }
  const rows: LoggedClaim[] = [];
  for (const [subject, own] of Map.groupBy(runs, (run) => run.subject)) {
    const person = await personOf(subject, trail);
    if (person) rows.push(...own.flatMap(({ tasks }) => tasks).flatMap((task) => claimOf(task, person) ?? []));
  }
  return { rows, next: latestOf(runs, cursor), more: false, complete };
}

function latestOf(runs: readonly Run[], cursor: string | null): string | null {
  const ends = [cursor, ...runs.map((run) => run.endedAt)].flatMap((end) => end ?? []);
  return ends.sort((one, other) => Date.parse(other) - Date.parse(one))[0] ?? null;
}

type Person = Pick<LoggedClaim, "email" | "personKey">;

/** One run of a workflow for one user. */
interface Run {
  readonly subject: string;
  readonly endedAt: string;
  readonly tasks: readonly TaskResult[];
}

/** Runs of a workflow that ended since a moment, milliseconds; Graph is not taken at its word that it filtered. */
async function runsOf(config: EntraConfig, trail: Trail, workflow: string, from: number) {
  const results = `${WORKFLOWS}/${segment(workflow)}/userProcessingResults`;
  const filter = encodeURIComponent(`completedDateTime ge ${new Date(from).toISOString()}`);
  const users = await graphList(
    config,
    trail,
    graphPath(`${results}?$filter=${filter}`),
    readUserResult,
    ({ id }) => id,
  );
  const rows: Run[] = [];
  let { complete } = users;
  for (const { id, completedDateTime: endedAt, subject } of users.rows) {
    if (!endedAt || !subject || Date.parse(endedAt) < from) continue;
    const below = graphPath(`${results}/${segment(id)}/taskProcessingResults`);
    const tasks = await graphList(config, trail, below, readTaskResult, (task) => task.id);
    if (!tasks.complete) complete = false;
    rows.push({ subject: subject.id, endedAt, tasks: tasks.rows });
  }
  return { rows, complete };
}

/** Who a workflow ran for. Graph takes a deleted user's name apart, so that the number HR gives says who it was. */
async function personOf(id: string, trail: Trail): Promise<Person | null> {
  for (const path of [userPath(id, `?$select=${USER_FIELDS}`), graphPath(`/directory/deletedItems/${segment(id)}`)]) {
    const answer = await trail.get(path);
    const user = answer.failure === null && answer.status === 200 ? readUser(answer.json) : null;
    if (user?.id !== id) continue;
    if (user.employeeId) return { email: null, personKey: user.employeeId };
    return { email: user.mail || user.userPrincipalName, personKey: null };
  }
  trail.find("unreadable_rows", "A workflow ran for somebody whom the directory does not show any more.");
  return null;
}

function claimOf({ id, completedDateTime, processingStatus, task }: TaskResult, person: Person): LoggedClaim | null {
  const layer = TASKS[task?.taskDefinitionId?.toLowerCase() ?? ""];
  const state = processingStatus === "completed" ? "completed" : ENDED_BADLY.has(processingStatus) ? "failed" : null;
  if (layer === undefined || state === null) return null;
  const title = task?.displayName || "Lifecycle workflow task";
  return {
    externalId: id,
    ...person,
    system: null,
    layer,
    access: null,
    title,
    state,
    statedAt: completedDateTime ?? null,
  };
}

const ENDED_BADLY = new Set(["failed", "canceled", "completedWithErrors"]);

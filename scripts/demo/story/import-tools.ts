import { DEMO_PEOPLE } from "../people.ts";
import type { Story } from "./story.ts";

/** Person and system of a task or ticket. */
type Task = readonly [person: string, system: string, state: string];

/** Two of all these are not so: Owen's terminal and Mei's ledger. */
const OKTA: readonly Task[] = [
  ["H-1012", "Halden Directory", "Completed"],
  ["H-1015", "Halden Directory", "Completed"],
  ["H-1017", "Halden Directory", "Completed"],
  ["H-1018", "Halden Directory", "Completed"],
  ["H-1028", "Halden Directory", "Completed"],
  ["H-1031", "Crewchat", "Completed"],
  ["H-1036", "Crewchat", "Completed"],
  ["H-1037", "Crewchat", "Completed"],
  ["H-1014", "Yard terminal", "Completed"],
  ["H-1025", "Yard terminal", "Pending"],
  ["H-1016", "Salesforce", "Completed"],
];
const SERVICENOW: readonly Task[] = [
  ["H-1024", "Ledgerline", "Closed Complete"],
  ["H-1015", "Fleetwatch", "Closed Complete"],
  ["H-1033", "Fleetwatch", "Closed Complete"],
  ["H-1014", "Freightdesk", "Closed Complete"],
  ["H-1028", "Wageworks", "Closed Complete"],
  ["H-1041", "Yard terminal", "Work in Progress"],
  ["H-1010", "Broker seal register", "Closed Complete"],
];
const JIRA: readonly Task[] = [
  ["H-1012", "Buildbarn", "Done"],
  ["H-1018", "Buildbarn", "Done"],
  ["H-1037", "Buildbarn", "To Do"],
];

/** Brings in what the company's other tools say was carried out, as they export it. */
export async function importTools(story: Story): Promise<void> {
  const closed = new Date(story.startedAt).toISOString().slice(0, 19);
  const files = [
    [
      "okta-tasks",
      "Task ID,Task,Application,User,Username,Status,Created,Completed",
      OKTA.map((task, at) => okta(task, at, `${closed}.000Z`)),
    ],
    [
      "servicenow",
      '"number","short_description","state","close_code","cmdb_ci","u_leaver","assignment_group","closed_at"',
      SERVICENOW.map((task, at) => serviceNow(task, at, closed.replace("T", " "))),
    ],
    [
      "jira",
      "Issue key,Summary,Status,Status Category,Resolution,Updated,Custom field (Employee email),Custom field (System)",
      JIRA.map((task, at) => jira(task, at, closed)),
    ],
  ] as const;
  for (const [mapping, header, rows] of files) {
    const csv = [header, ...rows].join("\n");
    await story.as("access").post("/api/v1/claims/import", { mapping, zone: "Etc/UTC", csv }, mapping);
  }
}

function okta([key, system, state]: Task, at: number, closed: string): string {
  const done = state === "Completed" ? closed : "";
  return `oktask-${901 + at},Deprovision user,${system},${person(key).displayName},${person(key).email},${state},${closed},${done}`;
}

function serviceNow([key, system, state]: Task, at: number, closed: string): string {
  const row = [
    `SCTASK00${12310 + at}`,
    `Remove access on ${system}`,
    state,
    "",
    system,
    person(key).email,
    "Service desk",
  ];
  return [...row, state === "Closed Complete" ? closed : ""].map((cell) => `"${cell}"`).join(",");
}

function jira([key, system, state]: Task, at: number, closed: string): string {
  const resolution = state === "Done" ? "Done" : "";
  return `OPS-${7719 + at},Remove account of leaver,${state},${state},${resolution},${closed},${person(key).email},${system}`;
}

function person(key: string) {
  const found = DEMO_PEOPLE.find((one) => one.key === key);
  if (found === undefined) throw new Error(`${key} is not among the people`);
  return found;
}

import { TASK_STATES } from "../claim-row.ts";
import { type ClaimMapping, plain } from "./mapping.ts";

/** Our own names for everything, for what a script or a spreadsheet makes. */
export const generic: ClaimMapping = {
  source: "file",
  kind: "import",
  titles: {
    source: ["source", "tool"],
    externalId: ["externalid", "taskid", "ticket", "id"],
    person: ["person"],
    personKey: ["personkey"],
    email: ["email", "mail"],
    system: ["system"],
    layer: ["layer"],
    title: ["title", "task"],
    state: ["state", "status"],
    statedAt: ["statedat"],
    zone: ["zone"],
  },
  states: Object.fromEntries(TASK_STATES.map((state) => [plain(state), state])),
};

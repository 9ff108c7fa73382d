import type { Asked, Replied, Routes } from "./vendor.ts";

/** What the replayed tenant's own records are made of. */
export interface EntraRecords {
  readonly principals: {
    id: string;
    appDisplayName: string;
    appOwnerOrganizationId: string;
    homepage: string | null;
    appId?: string;
  }[];
  /** The sign-in log, in any order: it is shown newest first. */
  readonly signIns: { readonly id: string; readonly createdDateTime: string; readonly [more: string]: unknown }[];
  /** Who is assigned to an application, by the id of its principal. */
  readonly assigned: Map<string, { id: string; principalId: string; principalType: string }[]>;
  /** Runs of the one workflow, a user each. */
  readonly runs: { id: string; completedDateTime: string | null; user: string; tasks: object[] }[];
}

export function noRecords(): EntraRecords {
  return { principals: [], signIns: [], assigned: new Map(), runs: [] };
}

interface Tenant extends EntraRecords {
  readonly consents: ReadonlyMap<string, string>;
  readonly ignoresFilter: boolean;
}

const WORKFLOWS = "/v1.0/identityGovernance/lifecycleWorkflows/workflows";

/** Lifecycle workflows, and which applications are assigned or consented to. */
export function entraRecords(state: Tenant, collection: (rows: readonly unknown[], asked: Asked) => Replied): Routes {
  return {
    "GET /v1.0/servicePrincipals": (asked) => collection(state.principals, asked),
    "GET /v1.0/servicePrincipals/:id/appRoleAssignedTo": (asked) =>
      collection(state.assigned.get(asked.at["id"] ?? "") ?? [], asked),
    "GET /v1.0/auditLogs/signIns": (asked) => {
      const from = /createdDateTime ge (\S+)/.exec(asked.query.get("$filter") ?? "")?.[1] ?? "";
      const rows = state.signIns.filter(({ createdDateTime }) => state.ignoresFilter || createdDateTime >= from);
      return collection(
        rows.toSorted((one, other) => other.createdDateTime.localeCompare(one.createdDateTime)),
        asked,
      );
    },
    "GET /v1.0/oauth2PermissionGrants": (asked) =>
      collection(
        [...state.consents].map(([id, principalId]) => ({
          id,
          clientId: "sp-2",
          principalId,
          scope: " Mail.Read Files.Read ",
        })),
        asked,
      ),
    [`GET ${WORKFLOWS}`]: (asked) =>
      collection([{ id: "wf-1", displayName: "Real-time termination", category: "leaver" }], asked),
    [`GET ${WORKFLOWS}/wf-1/userProcessingResults`]: (asked) => {
      const from = /completedDateTime ge (\S+)/.exec(asked.query.get("$filter") ?? "")?.[1] ?? "";
      const rows = state.runs.filter(
        ({ completedDateTime: ended }) => state.ignoresFilter || (ended !== null && ended >= from),
      );
      return collection(
        rows.map(({ id, completedDateTime, user }) => ({ id, completedDateTime, subject: { id: user } })),
        asked,
      );
    },
    [`GET ${WORKFLOWS}/wf-1/userProcessingResults/:id/taskProcessingResults`]: (asked) =>
      collection(state.runs.find(({ id }) => id === asked.at["id"])?.tasks ?? [], asked),
  };
}

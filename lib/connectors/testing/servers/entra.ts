import { type EntraRecords, entraRecords, noRecords } from "./entra-records.ts";
import { type Asked, pageOf, type Replied, type Routes, startVendor, type Vendor } from "./vendor.ts";

export const ENTRA_SECRET = "entra~client~secret~0123456789";
export const ENTRA_TENANT = "8f2d1c4e-0000-4000-8000-000000000001";
export const ENTRA_CLIENT = "8f2d1c4e-0000-4000-8000-000000000002";
const TOKEN = "eyJ0-issued-graph-token-0123456789";
const PAGE = 2;

interface User {
  id: string;
  userPrincipalName: string;
  mail: string;
  proxyAddresses: string[];
  otherMails: string[];
  employeeId: string;
  accountEnabled: boolean;
  signInSessionsValidFromDateTime: string;
}

/** What the replayed tenant holds; a test may change it. */
export interface EntraState extends EntraRecords {
  readonly users: Map<string, User>;
  readonly deleted: Set<string>;
  /** Members are users or groups. */
  readonly groups: Map<string, { name: string; rule: boolean; members: Set<string> }>;
  readonly licences: Map<string, { sku: string; byGroup: string | null }[]>;
  readonly appRoles: Map<string, { principalId: string; principalType: string }>;
  readonly roles: Map<string, string>;
  readonly consents: Map<string, string>;
  readonly methods: Map<string, { type: string; place: string; owner: string }>;
  readonly owned: Map<string, { type: string; place: string; owners: Set<string> }>;
  readonly audits: { id: string; user: string; activityDateTime: string; result: string }[];
  ignoresFilter: boolean;
  /** Reads that are refused, by a part of their path. */
  forbidden: string | null;
}

export const ENTRA_PEOPLE = ["Mia.Berg@acme.example", "leo.brandt@acme.example", "ida.krog@acme.example"];

function user(id: string, mail: string, employeeId: string): [string, User] {
  const plain = { id, userPrincipalName: mail, mail, otherMails: [], employeeId, accountEnabled: true };
  return [id, { ...plain, proxyAddresses: [`SMTP:${mail}`], signInSessionsValidFromDateTime: "2026-01-01T00:00:00Z" }];
}

function initial(): EntraState {
  const [mia = "", leo = "", ida = ""] = ENTRA_PEOPLE;
  return {
    users: new Map([user("u-mia", mia, "E-0"), user("u-leo", leo, "E-1"), user("u-ida", ida, "E-2")]),
    deleted: new Set(["u-old"]),
    groups: new Map([
      ["g-pay", { name: "Payables", rule: false, members: new Set(["u-mia", "u-leo"]) }],
      ["g-all", { name: "Finance", rule: false, members: new Set(["g-pay"]) }],
      ["g-dyn", { name: "Berlin", rule: true, members: new Set(["u-mia"]) }],
    ]),
    licences: new Map([
      [
        "u-mia",
        [
          { sku: "sku-e5", byGroup: null },
          { sku: "sku-visio", byGroup: "g-pay" },
        ],
      ],
    ]),
    appRoles: new Map([
      ["ar-1", { principalId: "u-mia", principalType: "User" }],
      ["ar-2", { principalId: "g-pay", principalType: "Group" }],
    ]),
    roles: new Map([
      ["ra-1", "u-mia"],
      ["ra-2", "u-leo"],
    ]),
    consents: new Map([["oc-1", "u-mia"]]),
    methods: new Map([
      ["pw-1", { type: "passwordAuthenticationMethod", place: "passwordMethods", owner: "u-mia" }],
      ["ph-1", { type: "phoneAuthenticationMethod", place: "phoneMethods", owner: "u-mia" }],
      ["fi-1", { type: "fido2AuthenticationMethod", place: "fido2Methods", owner: "u-mia" }],
      ["nw-1", { type: "someNewAuthenticationMethod", place: "someNewMethods", owner: "u-mia" }],
    ]),
    owned: new Map([
      ["app-1", { type: "application", place: "applications", owners: new Set(["u-mia"]) }],
      ["sp-1", { type: "servicePrincipal", place: "servicePrincipals", owners: new Set(["u-mia", "u-leo"]) }],
      ["g-pay", { type: "group", place: "groups", owners: new Set(["u-mia"]) }],
    ]),
    audits: [{ id: "a-9", user: "u-leo", activityDateTime: "2026-03-30T00:00:00Z", result: "success" }],
    ...noRecords(),
    ignoresFilter: false,
    forbidden: null,
  };
}

const error = (status: number, code: string, message: string): Replied => ({
  status,
  json: { error: { code, message, innerError: { "request-id": "r-1" } } },
});
const missing = () => error(404, "Request_ResourceNotFound", "Resource does not exist.");
const done: Replied = { status: 204 };

function collection(rows: readonly unknown[], { query, origin, path }: Asked): Replied {
  const { rows: value, next } = pageOf(rows, Number(query.get("$skiptoken") ?? 0), PAGE);
  const rest = new URLSearchParams(query);
  rest.set("$skiptoken", String(next));
  const more = next === null ? {} : { "@odata.nextLink": `${origin}${path}?${rest}` };
  return { status: 200, json: { "@odata.context": `${origin}/v1.0/$metadata`, value, ...more } };
}

/** Starts sign-in and Microsoft Graph v1.0 at one address, as their references describe them. */
export async function startEntra(): Promise<Vendor & { readonly state: EntraState }> {
  const state = initial();
  const routes = {
    ...users(state),
    ...groups(state),
    ...entitlements(state),
    ...held(state),
    ...owned(state),
    ...entraRecords(state, collection),
  };
  const guarded = Object.entries(routes).map(([route, answer]) => [
    route,
    (asked: Asked): Replied => {
      if (asked.authorization !== `Bearer ${TOKEN}`)
        return error(401, "InvalidAuthenticationToken", "Access token is empty.");
      if (state.forbidden !== null && asked.path.includes(state.forbidden))
        return error(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
      return answer(asked);
    },
  ]);
  const vendor = await startVendor({ ...signIn(), ...Object.fromEntries(guarded) }, missing);
  return { ...vendor, state };
}

function signIn(): Routes {
  return {
    [`POST /${ENTRA_TENANT}/oauth2/v2.0/token`]: ({ body }) => {
      const form = new URLSearchParams(body);
      const knows = form.get("client_secret") === ENTRA_SECRET && form.get("scope")?.endsWith("/.default");
      if (knows) return { status: 200, json: { token_type: "Bearer", expires_in: 3599, access_token: TOKEN } };
      const description = "AADSTS7000215: Invalid client secret provided.";
      return { status: 401, json: { error: "invalid_client", error_description: description } };
    },
  };
}

function below(state: EntraState, asked: Asked, rows: (id: string) => readonly unknown[]): Replied {
  const id = asked.at["id"] ?? "";
  return state.users.has(id) ? collection(rows(id), asked) : missing();
}

function users(state: EntraState): Routes {
  return {
    "GET /v1.0/users": (asked) => {
      const filter = asked.query.get("$filter");
      const all = [...state.users.values()];
      return collection(filter === null || state.ignoresFilter ? all : all.filter((one) => fits(one, filter)), asked);
    },
    "GET /v1.0/users/:id": ({ at }) => {
      const found = state.users.get(at["id"] ?? "");
      if (found === undefined) return missing();
      const states = (state.licences.get(found.id) ?? []).map(({ sku, byGroup }) => ({
        skuId: sku,
        assignedByGroup: byGroup,
        state: "Active",
      }));
      return { status: 200, json: { ...found, licenseAssignmentStates: states } };
    },
    "GET /v1.0/directory/deletedItems/:id": ({ at }) =>
      state.deleted.has(at["id"] ?? "") ? { status: 200, json: { id: at["id"] } } : missing(),
    "PATCH /v1.0/users/:id": ({ at, body }) => {
      const found = state.users.get(at["id"] ?? "");
      if (found === undefined) return missing();
      Object.assign(found, JSON.parse(body));
      state.audits.push({ id: "a-1", user: found.id, activityDateTime: "2026-03-31T18:00:00Z", result: "success" });
      return done;
    },
    "POST /v1.0/users/:id/revokeSignInSessions": ({ at }) => {
      const found = state.users.get(at["id"] ?? "");
      if (found === undefined) return missing();
      found.signInSessionsValidFromDateTime = "2026-03-31T18:05:00Z";
      return { status: 200, json: { value: true } };
    },
    "GET /v1.0/auditLogs/directoryAudits": (asked) => {
      const id = /t\/id eq '([^']*)'/.exec(asked.query.get("$filter") ?? "")?.[1];
      const rows = state.audits.filter((one) => id === undefined || state.ignoresFilter || one.user === id);
      return collection(
        rows.map(({ user: one, ...row }) => ({ ...row, targetResources: [{ id: one }] })),
        asked,
      );
    },
  };
}

function fits(user: User, filter: string): boolean {
  const fold = (value: string) => value.toLowerCase();
  return filter.split(" or ").some((term) => {
    const [, property = "", value = ""] = /^(\w+).* eq '(.*)'\)?$/.exec(term) ?? [];
    const own: unknown = Reflect.get(user, property);
    const values = Array.isArray(own) ? own : [own];
    return values.some((one) => fold(String(one)) === fold(value.replaceAll("''", "'")));
  });
}

function groups(state: EntraState): Routes {
  const direct = (id: string) => [...state.groups].filter(([, { members }]) => members.has(id));
  const transitive = (id: string): [string, { name: string; rule: boolean }][] =>
    direct(id).flatMap((entry) => [entry, ...transitive(entry[0])]);
  const shown = (rows: readonly (readonly [string, { name: string; rule: boolean }])[]) => [
    { "@odata.type": "#microsoft.graph.directoryRole", id: "dr-1", displayName: "Reader" },
    ...rows.map(([id, { name, rule }]) => ({
      "@odata.type": "#microsoft.graph.group",
      id,
      displayName: name,
      groupTypes: rule ? ["DynamicMembership"] : [],
      membershipRuleProcessingState: rule ? "On" : null,
    })),
  ];
  return {
    "GET /v1.0/users/:id/memberOf": (asked) => below(state, asked, (id) => shown(direct(id))),
    "GET /v1.0/users/:id/transitiveMemberOf": (asked) => below(state, asked, (id) => shown(transitive(id))),
    "DELETE /v1.0/groups/:group/members/:id/\\$ref": ({ at }) =>
      state.groups.get(at["group"] ?? "")?.members.delete(at["id"] ?? "") ? done : missing(),
  };
}

function entitlements(state: EntraState): Routes {
  return {
    "GET /v1.0/users/:id/licenseDetails": (asked) =>
      below(state, asked, (id) =>
        (state.licences.get(id) ?? []).map(({ sku }) => ({
          id: `l-${sku}`,
          skuId: sku,
          skuPartNumber: sku.toUpperCase(),
        })),
      ),
    "POST /v1.0/users/:id/assignLicense": ({ at, body }) => {
      const removed: string[] = JSON.parse(body).removeLicenses;
      const kept = (state.licences.get(at["id"] ?? "") ?? []).filter(({ sku }) => !removed.includes(sku));
      state.licences.set(at["id"] ?? "", kept);
      return { status: 200, json: { id: at["id"] } };
    },
    "GET /v1.0/users/:id/appRoleAssignments": (asked) =>
      below(state, asked, () =>
        [...state.appRoles].map(([id, one]) => ({ id, ...one, appRoleId: "r-1", resourceDisplayName: `App ${id}` })),
      ),
    "DELETE /v1.0/users/:id/appRoleAssignments/:key": ({ at }) =>
      state.appRoles.delete(at["key"] ?? "") ? done : missing(),
    "GET /v1.0/roleManagement/directory/roleAssignments": (asked) => {
      const id = /principalId eq '([^']*)'/.exec(asked.query.get("$filter") ?? "")?.[1];
      const rows = [...state.roles].filter(([, principal]) => state.ignoresFilter || principal === id);
      return collection(
        rows.map(([key, principalId]) => ({ id: key, principalId, roleDefinition: { displayName: "User admin" } })),
        asked,
      );
    },
    "DELETE /v1.0/roleManagement/directory/roleAssignments/:key": ({ at }) =>
      state.roles.delete(at["key"] ?? "") ? done : missing(),
  };
}

function held(state: EntraState): Routes {
  return {
    "GET /v1.0/users/:id/authentication/methods": (asked) =>
      below(state, asked, (id) =>
        [...state.methods].flatMap(([key, { type, owner }]) =>
          owner === id ? [{ "@odata.type": `#microsoft.graph.${type}`, id: key }] : [],
        ),
      ),
    "DELETE /v1.0/users/:id/authentication/:place/:key": ({ at }) =>
      state.methods.get(at["key"] ?? "")?.place === at["place"] && state.methods.delete(at["key"] ?? "")
        ? done
        : missing(),
    "GET /v1.0/users/:id/oauth2PermissionGrants": (asked) =>
      below(state, asked, (id) =>
        [...state.consents].flatMap(([key, principalId]) =>
          principalId === id
            ? [{ id: key, clientId: "sp-9", consentType: "Principal", principalId, scope: " Mail.Read" }]
            : [],
        ),
      ),
    "DELETE /v1.0/oauth2PermissionGrants/:key": ({ at }) => (state.consents.delete(at["key"] ?? "") ? done : missing()),
  };
}

function owned(state: EntraState): Routes {
  return {
    "GET /v1.0/users/:id/ownedObjects": (asked) =>
      below(state, asked, (id) =>
        [...state.owned].flatMap(([key, { type, owners }]) =>
          owners.has(id) ? [{ "@odata.type": `#microsoft.graph.${type}`, id: key, displayName: key }] : [],
        ),
      ),
    "GET /v1.0/:place/:key/owners": (asked) => {
      const found = state.owned.get(asked.at["key"] ?? "");
      if (found === undefined || found.place !== asked.at["place"]) return missing();
      const rows = [...found.owners].map((id) => ({ id, accountEnabled: state.users.get(id)?.accountEnabled ?? null }));
      return collection(rows, asked);
    },
  };
}

/** Roles of people and of the tokens they answer for. Rows are scoped beside this: see `rowScope`. */
export const ROLES = ["administrator", "analyst", "owner", "auditor"] as const;
export type Role = (typeof ROLES)[number];

/** The worker's own commands run under no person's role. No token and no session can carry it. */
export type Principal = Role | "worker";

type Grant = readonly Principal[];

const ADMIN: Grant = ["administrator"];
const DESK: Grant = ["administrator", "analyst"];
const DESK_AND_WORKER: Grant = ["administrator", "analyst", "worker"];
const HANDS: Grant = ["administrator", "analyst", "owner"];
const READERS: Grant = ["administrator", "analyst", "owner", "auditor"];
const REVIEWERS: Grant = ["administrator", "analyst", "auditor"];
const WORKER: Grant = ["worker"];

/** Who may do what: the one table. An action that is not here does not exist. */
const GRANTS = {
  "leaver:read": READERS,
  "leaver:read_class": ADMIN,
  "leaver:open": DESK_AND_WORKER,
  "leaver:schedule": DESK_AND_WORKER,
  "leaver:dispatch": DESK_AND_WORKER,
  "leaver:verify": DESK_AND_WORKER,
  "leaver:close": DESK_AND_WORKER,
  "leaver:reopen": DESK_AND_WORKER,
  "leaver:cancel": DESK,
  "leaver:end_open": ADMIN,
  "leaver:export": REVIEWERS,
  "lifecycle_event:record": DESK,
  "lifecycle_event:read": REVIEWERS,
  "claim:record": DESK_AND_WORKER,
  "claim:read": READERS,
  "claim:export": REVIEWERS,
  "import:run": DESK,
  "source:write": ADMIN,
  "source:release": DESK,
  "identity:read": READERS,
  "identity:write": DESK,
  "identity:erase": ADMIN,
  "account:link": DESK_AND_WORKER,
  "step:read": READERS,
  "step:claim": HANDS,
  "step:assign": DESK_AND_WORKER,
  "step:hand_over": HANDS,
  "step:run": WORKER,
  "observation:record": ["administrator", "analyst", "owner", "worker"],
  "inventory:record": WORKER,
  "attestation:record": HANDS,
  "exception:request": HANDS,
  "exception:approve": ADMIN,
  "exception:read": READERS,
  "hold:order": ADMIN,
  "confirm_link:create": DESK,
  "confirm:answer": ["owner"],
  "system:read": READERS,
  "system:write": ADMIN,
  "system:check": DESK_AND_WORKER,
  "system:switch_acting": ADMIN,
  "system:attest_layer": ["administrator", "owner"],
  "candidate:read": REVIEWERS,
  "candidate:record": DESK_AND_WORKER,
  "candidate:decide": DESK,
  "reading:read": READERS,
  "reading:run": WORKER,
  "secret:write": ADMIN,
  "policy:read": READERS,
  "policy:write": ADMIN,
  "listing:release": DESK,
  "evidence:read": REVIEWERS,
  "evidence:export": REVIEWERS,
  "metric:read": REVIEWERS,
  "audit_note:write": ["auditor"],
  "sample:draw": REVIEWERS,
  "token:create": ADMIN,
  "token:read": ADMIN,
  "token:revoke": ADMIN,
  "user:read": ADMIN,
  "user:write": ADMIN,
  "job:read": DESK,
  "projection:rebuild": ["administrator", "worker"],
} as const satisfies Record<string, Grant>;

export type Action = keyof typeof GRANTS;

/** Every action, for screens that list what a role may do and for tests. */
// Object.keys widens to string; the keys of GRANTS are exactly Action.
export const ACTIONS = Object.keys(GRANTS) as readonly Action[];

/** Whether `role` may do `action` at all. What rows it may do it to is `rowScope`. */
export function isPermitted(role: Principal, action: Action): boolean {
  const grant: Grant = GRANTS[action];
  return grant.includes(role);
}

/** Rows a role reaches: everything, or only what belongs to systems and steps the person owns. */
export type RowScope = "everything" | "own_systems";

/** The rows `role` reaches. The database applies the same scope a second time. */
export function rowScope(role: Principal): RowScope {
  return role === "owner" ? "own_systems" : "everything";
}

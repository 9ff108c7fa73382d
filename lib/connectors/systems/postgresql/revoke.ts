import { z } from "zod";
import type { Goal } from "../../../core/access/goal.ts";
import type { Layer } from "../../../core/access/layer.ts";
import type { RevokeResult, Target } from "../../contract.ts";
import { unsupported } from "../../kit/replies.ts";
import { Act } from "./act.ts";
import { ATTRIBUTES, oidOf, parseEntitlement } from "./keys.ts";
import { reassign, takeGrants } from "./property.ts";
import type { PgSession } from "./session.ts";
import { HELD } from "./statements.ts";

const TERMINATE_MS = 2000;

/** Ends one access. Statements are written by the server itself (format %I) from the role's oid, never by us. */
export async function revoke(
  session: PgSession,
  target: Target,
  goal: Goal,
  signal: AbortSignal,
): Promise<RevokeResult> {
  const reason = whyNot(session, target, goal);
  if (reason !== null) return unsupported(reason);
  if (target.layer === "custody") return reassign(session, target, signal);
  const entitlement = target.layer === "entitlement" ? parseEntitlement(target.nativeKey) : null;
  if (entitlement?.kind === "grants") return takeGrants(session, target, entitlement.database, signal);
  return session.act(signal, async (line) => {
    const act = new Act(line, oidOf(target.accountNativeId));
    if (target.layer === "session") return terminate(act, target);
    if (target.layer === "group") return leave(act, target);
    if (entitlement !== null) return act.written(`'alter role %I ${ATTRIBUTES[entitlement.attribute]}'`);
    if (target.layer === "credential") return act.written("'alter role %I password null'");
    if (goal === "absent") return act.written("'drop role %I'");
    // On leave the password is kept: the person comes back.
    if (goal === "suspended") return act.written("'alter role %I nologin'");
    return act.written("'alter role %I nologin password null valid until ''1970-01-01'''");
  });
}

/** Why there is no lever for this goal on this layer; null when there is one. */
function whyNot(session: PgSession, target: Target, goal: Goal): string | null {
  const { layer } = target;
  const goals = GOALS_OF[layer];
  if (goals === undefined) return `PostgreSQL has no lever on the layer ${layer}`;
  if (!goals.includes(goal)) return `on the layer ${layer} this can only be ${goals.join(" or ")}, not ${goal}`;
  const { allowDrop, heir } = session.config;
  if (layer === "account") return goal === "absent" && !allowDrop ? "policy does not allow dropping roles here" : null;
  if (heir !== undefined) return null;
  if (layer === "custody") return "no role that inherits is named in the system's settings";
  return layer === "entitlement" && parseEntitlement(target.nativeKey)?.kind !== "attribute"
    ? "taking grants away (DROP OWNED) could drop what the role owns: name a role that inherits first"
    : null;
}

const GOALS_OF: Partial<Readonly<Record<Layer, readonly Goal[]>>> = {
  account: ["disabled", "suspended", "absent"],
  session: ["invalidated"],
  credential: ["invalidated"],
  group: ["absent"],
  entitlement: ["absent"],
  custody: ["reassigned"],
};

const doneRow = z.object({ done: z.boolean() });

/** Waits for the backend's end: a look right after must not see it on its way out. */
async function terminate(act: Act, target: Target): Promise<RevokeResult> {
  const [pid = "", started = ""] = target.nativeKey.split("@");
  const rows = await act.rows(
    doneRow,
    `select pg_terminate_backend(a.pid, ${TERMINATE_MS}) as done from pg_stat_activity a
where a.usesysid::text = $1 and a.pid::text = $2 and (extract(epoch from a.backend_start) * 1000000)::bigint::text = $3`,
    [act.oid, pid, started],
  );
  if (rows === null) return act.failed();
  const [row] = rows;
  if (row !== undefined) return act.result(row.done ? { kind: "accepted" } : { kind: "unknown", cause: "timeout" });
  const stats = await act.rows(doneRow, "select pg_has_role(session_user, 'pg_read_all_stats', 'usage') as done", []);
  if (stats?.[0]?.done === true) return act.result({ kind: "already_absent" });
  return act.result({
    kind: "refused",
    reason: "the acting role may not see this session: it needs pg_read_all_stats",
  });
}

const heldRow = z.object({ held: z.boolean() });
const grantRow = z.object({ statement: z.string() });

/** One REVOKE a grantor: from PostgreSQL 16 on a grant ends only under the name of who gave it. */
async function leave(act: Act, target: Target): Promise<RevokeResult> {
  const rows = await act.rows(
    grantRow,
    `select format('revoke %I from %I', r.rolname, m.rolname) ||
  case when current_setting('server_version_num')::int >= 160000 then format(' granted by %I', g.rolname) else '' end as statement
from pg_auth_members a join pg_roles r on r.oid = a.roleid join pg_roles m on m.oid = a.member
  left join pg_roles g on g.oid = a.grantor
where a.member::text = $1 and a.roleid::text = $2`,
    [act.oid, target.nativeKey],
  );
  if (rows === null) return act.failed();
  if (rows.length > 0) return act.run(rows.map(({ statement }) => statement));
  const [left] = (await act.rows(heldRow, HELD, [act.oid, target.nativeKey])) ?? [];
  if (left === undefined) return act.failed();
  if (!left.held) return act.result({ kind: "already_absent" });
  return act.result({ kind: "refused", reason: "the membership comes through another role that the account holds" });
}

import { z } from "zod";
import type { RevokeResult, Target } from "../../contract.ts";
import { acted } from "../../kit/replies.ts";
import { Act } from "./act.ts";
import { oidOf, parseCustody } from "./keys.ts";
import type { PgSession } from "./session.ts";

const placeRow = z.object({
  /** Name of the database; null when there is none of that oid. */
  place: z.string().nullable(),
  connects: z.boolean().nullable(),
  owned: z.number().int(),
  reassign: z.string().nullable(),
  drop: z.string().nullable(),
});
type Place = z.infer<typeof placeRow>;

/** $1 oid of the role, $2 oid of a database (0: shared objects, reached from any), $3 name of who inherits. */
const PLACE = `select d.datname::text as place, d.datallowconn as connects,
  (select count(*)::int from pg_shdepend s where s.refclassid = 'pg_authid'::regclass and s.refobjid::text = $1
    and s.deptype = 'o' and s.dbid = d.oid) as owned,
  (select format('reassign owned by %I to %I', r.rolname, h.rolname) from pg_roles r, pg_roles h
    where r.oid::text = $1 and h.rolname = $3 and h.oid <> r.oid) as reassign,
  (select format('drop owned by %I', r.rolname) from pg_roles r where r.oid::text = $1) as drop
from (select case when $2 = '0' then current_database()::text end) as here (name)
  left join pg_database d on d.oid::text = $2 or d.datname = here.name`;

/** Gives what the role owns in one database to the named heir, on a connection to that very database. */
export async function reassign(session: PgSession, target: Target, signal: AbortSignal): Promise<RevokeResult> {
  const { database } = parseCustody(target.nativeKey);
  return inDatabase(session, target, database, signal, ({ reassign }) => reassign ?? HEIR_MISSING);
}

/**
 * Takes every grant on objects of one database. DROP OWNED drops what the role still owns as well, so it is run only
 * where nothing is owned, and in one transaction after a REASSIGN that catches what appeared in between.
 */
export async function takeGrants(
  session: PgSession,
  target: Target,
  database: string,
  signal: AbortSignal,
): Promise<RevokeResult> {
  return inDatabase(session, target, database, signal, ({ owned, reassign, drop }) => {
    if (owned > 0) return { reason: `the role still owns ${owned} objects here; they are reassigned first` };
    return reassign === null || drop === null ? HEIR_MISSING : `${reassign}; ${drop}`;
  });
}

interface Refusal {
  readonly reason: string;
}

const HEIR_MISSING: Refusal = { reason: "the role that inherits does not exist, or is the leaver's own" };

async function inDatabase(
  session: PgSession,
  target: Target,
  database: string,
  signal: AbortSignal,
  statementOf: (place: Place) => string | Refusal,
): Promise<RevokeResult> {
  const oid = oidOf(target.accountNativeId);
  const planned = await session.act(signal, async (line) => {
    const act = new Act(line, oid);
    const rows = await act.rows(placeRow, PLACE, [oid, database, session.config.heir ?? ""]);
    const [place] = rows ?? [];
    if (place === undefined) return { end: act.failed() };
    if (place.place === null || place.drop === null) return { end: act.result({ kind: "already_absent" }) };
    const statement = statementOf(place);
    if (typeof statement !== "string") return { end: act.result({ kind: "refused", reason: statement.reason }) };
    if (place.connects !== true) {
      return { end: act.result({ kind: "refused", reason: `database ${place.place} takes no connections` }) };
    }
    return { read: act.result({ kind: "accepted" }).exchanges, place: place.place, statement };
  });
  if (planned.end !== undefined) return planned.end;
  const done = await session.act(signal, (line) => new Act(line, oid).run([planned.statement]), planned.place);
  return acted(done.outcome, [...planned.read, ...done.exchanges]);
}

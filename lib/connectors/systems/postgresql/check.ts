import { z } from "zod";
import type { CheckReport, Exchange } from "../../contract.ts";
import { parseOne } from "../../kit/rows.ts";
import type { SqlLine } from "../../kit/sql-line.ts";
import { unreachable } from "../../kit/unreachable.ts";
import type { PgSession } from "./session.ts";

const learnedRow = z.object({
  version: z.number().int(),
  standby: z.boolean(),
  superuser: z.boolean(),
  createrole: z.boolean(),
  stats: z.boolean(),
  signals: z.boolean(),
  passwords: z.boolean(),
  /** Roles that sign in and that this role may not alter. */
  beyond: z.number().int(),
  closed: z.number().int(),
  heir: z.boolean(),
});
type Learned = z.infer<typeof learnedRow>;

/** $1 the role that inherits, or an empty text. */
const LEARN = `select current_setting('server_version_num')::int as version, pg_is_in_recovery() as standby,
  me.rolsuper as superuser, me.rolcreaterole as createrole,
  pg_has_role(session_user, 'pg_read_all_stats', 'usage') as stats,
  pg_has_role(session_user, 'pg_signal_backend', 'usage') as signals,
  has_table_privilege(session_user, 'pg_authid', 'select') as passwords,
  (select count(*)::int from pg_roles r where r.rolcanlogin and r.oid <> me.oid and not me.rolsuper
    and (r.rolsuper or not me.rolcreaterole or (current_setting('server_version_num')::int >= 160000
      and not pg_has_role(session_user, r.oid, 'member with admin option')))) as beyond,
  (select count(*)::int from pg_database d where not d.datistemplate
    and (not d.datallowconn or not has_database_privilege(session_user, d.oid, 'connect'))) as closed,
  ($1 = '' or exists (select from pg_roles h where h.rolname = $1)) as heir
from pg_roles me where me.rolname = session_user`;

/** Only reads, with both roles. Says in words which right is missing and where it is granted. */
export async function check(session: PgSession, signal: AbortSignal): Promise<CheckReport> {
  const exchanges: Exchange[] = [];
  const learn = async (line: SqlLine) => {
    const answer = await line.query(LEARN, [session.config.heir ?? ""]);
    exchanges.push(answer.exchange);
    return { answer, learned: parseOne(learnedRow, answer.rows) };
  };
  const looking = await session.look(signal, learn);
  const acting = await session.act(signal, learn);
  const base = { exchanges, retryAfter: null };
  for (const { answer, learned } of [looking, acting]) {
    if (learned !== null) continue;
    const { reachable, sentence } = unreachable(answer, "PostgreSQL");
    return { ...base, reachable, authorised: false, findings: [sentence], dialect: {} };
  }
  const findings = [...looks(looking.learned), ...acts(acting.learned)];
  const dialect = { passwords: looking.learned?.passwords === true };
  return { ...base, reachable: true, authorised: true, findings, dialect };
}

function looks(learned: Learned | null): readonly string[] {
  if (learned === null) return [];
  const { version, standby, stats, passwords } = learned;
  return [
    ...(version < 140_000 ? ["This server is older than PostgreSQL 14; sessions are not ended on it."] : []),
    ...(standby
      ? ["This server is a standby. Enter the address of the primary: a standby proves nothing absent."]
      : []),
    ...(stats
      ? []
      : ["Sessions of others cannot be told apart. Grant the role that looks pg_read_all_stats (or pg_monitor)."]),
    ...(passwords
      ? []
      : [
          "Whether a role has a password cannot be seen. Only superusers, and roles granted SELECT on pg_authid, see it.",
        ]),
  ];
}

function acts(learned: Learned | null): readonly string[] {
  if (learned === null) return [];
  const { superuser, createrole, signals, beyond, closed, heir } = learned;
  return [
    ...(superuser || createrole ? [] : ["The role that acts may not alter roles. Grant it the attribute CREATEROLE."]),
    ...(signals ? [] : ["The role that acts may not end sessions. Grant it pg_signal_backend."]),
    ...(superuser
      ? []
      : ["The role that acts is no superuser: roles that are superusers, and their sessions, are beyond it."]),
    ...(beyond > 0
      ? [`${beyond} roles that sign in are beyond the role that acts. Grant it each of them WITH ADMIN OPTION.`]
      : []),
    ...(closed > 0 ? [`${closed} databases do not let the role that acts in; nothing is reassigned there.`] : []),
    ...(heir ? [] : ["The role that inherits does not exist on this server."]),
  ];
}

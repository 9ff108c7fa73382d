/** Most rows that one answer may have; a listing that reaches it is not the whole list. */
export const ROWS_MAX = 100_000;

/** A time in whole microseconds since 1970, as text: JSON has no room for all of them. */
const micros = (column: string) => `(extract(epoch from ${column}) * 1000000)::bigint::text`;

const finite = (column: string) => `case when isfinite(${column}) then ${micros(column)} end`;

/** May the answer be believed: see ControlRow. */
export const CONTROL = `select exists (select from pg_roles where rolname = session_user) as sees,
  pg_is_in_recovery() as standby,
  pg_has_role(session_user, 'pg_read_all_stats', 'usage') as stats`;

const ROLE = `select r.oid::text as id, r.rolname::text as name, r.rolcanlogin as login, r.rolsuper as superuser,
  r.rolcreaterole as createrole, r.rolcreatedb as createdb, r.rolreplication as replication,
  r.rolbypassrls as bypassrls, ${finite("r.rolvaliduntil")} as "validUntil"
from pg_roles r`;

export const ROLES = `${ROLE} order by r.oid limit ${ROWS_MAX}`;

/** $1 oid, $2 name: the role, and whoever has its name now. */
export const ROLE_BY_ID = `${ROLE} where r.oid::text = $1 or r.rolname = $2`;

/** $1 oids. Times are null where the asking role may not see them. */
export const SESSIONS = `select a.usesysid::text as role, a.pid::text as pid, ${micros("a.backend_start")} as started,
  a.datname::text as database, coalesce(a.application_name, '') as name
from pg_stat_activity a
where a.usesysid::text = any($1) and a.leader_pid is null
order by a.backend_start, a.pid limit ${ROWS_MAX}`;

/** $1 oids. The value itself is never read. */
export const PASSWORDS = `select a.oid::text as role, ${finite("a.rolvaliduntil")} as "validUntil",
  case when a.rolpassword like 'SCRAM-SHA-256$%' then 'SCRAM-SHA-256' else 'MD5' end as method
from pg_authid a where a.oid::text = any($1) and a.rolpassword is not null`;

/** $1 oids: roles that were granted to them directly. */
export const MEMBERSHIPS = `select m.member::text as role, m.roleid::text as parent, r.rolname::text as name,
  bool_or(m.admin_option) as "mayGrant"
from pg_auth_members m join pg_roles r on r.oid = m.roleid
where m.member::text = any($1) group by 1, 2, 3 order by 1, 2 limit ${ROWS_MAX}`;

/** $1 oid of the member, $2 oid of the role: whether it is held, by whatever way. */
export const HELD = `with recursive held (id) as (
  select roleid from pg_auth_members where member::text = $1
  union select m.roleid from pg_auth_members m join held h on m.member = h.id)
select exists (select from held where id::text = $2) as held`;

/**
 * $1 oids: what they own and what was granted to them, by database; 0 = shared objects. The shared catalogue names the
 * objects of every database, also of those that take no connections. A grant of a role is not counted here.
 */
export const SHARES = `select s.refobjid::text as role, s.dbid::text as database, d.datname::text as "databaseName",
  count(*) filter (where s.deptype = 'o')::int as owned,
  count(*) filter (where s.deptype in ('a', 'r'))::int as granted,
  (array_agg(s.classid::text || '.' || s.objid::text order by s.objid, s.classid)
    filter (where s.deptype = 'o'))[1] as marker
from pg_shdepend s left join pg_database d on d.oid = s.dbid
where s.refclassid = 'pg_authid'::regclass and s.refobjid::text = any($1)
  and s.classid <> 'pg_auth_members'::regclass and s.deptype in ('o', 'a', 'r')
group by 1, 2, 3 order by 1, 2 limit ${ROWS_MAX}`;

/** $1 database, $2 class and object: who owns it now, and whether anybody signs in as that owner. */
export const OWNER = `select r.oid::text as id, r.rolname::text as name,
  (r.rolcanlogin or exists (select from pg_auth_members m join pg_roles l on l.oid = m.member
    where m.roleid = r.oid and l.rolcanlogin)) as active
from pg_shdepend s join pg_roles r on r.oid = s.refobjid
where s.refclassid = 'pg_authid'::regclass and s.deptype = 'o' and s.dbid::text = $1
  and s.classid::text || '.' || s.objid::text = $2`;

/** Most rows that one answer may have; a listing that reaches it is not the whole list. */
export const ROWS_MAX = 100_000;

/** Which server it is, and whether it is one whose silence proves something. Names and values, one a row. */
export const CONTROL =
  "show global variables where Variable_name in ('version', 'read_only', 'wsrep_on', 'partial_revokes')";

/** The two families write the same facts in different tables. */
export interface Statements {
  /** Accounts: every user at every host. */
  readonly accounts: string;
  /** Roles granted to users and to roles. */
  readonly grantedRoles: string;
  /** Roles that a sign-in activates by itself, whether still granted or not. */
  readonly defaultRoles: string;
}

/** A role of MariaDB is no account: it has no host and nobody can sign in as it. */
const MARIADB: Statements = {
  accounts: `select User as user, Host as host,
  json_value(Priv, '$.account_locked') as locked,
  coalesce(json_value(Priv, '$.plugin'), '') as plugin,
  coalesce(json_value(Priv, '$.authentication_string'), '') in ('', 'invalid') as noSecret,
  coalesce(json_value(Priv, '$.authentication_string'), '') = 'invalid' as impossible,
  json_exists(Priv, '$.auth_or') as several,
  json_value(Priv, '$.password_last_changed') as changed
from mysql.global_priv where coalesce(json_value(Priv, '$.is_role'), 0) = 0 limit ${ROWS_MAX}`,
  grantedRoles: `select User as user, Host as host, Role as role, '' as roleHost, Admin_option = 'Y' as mayGrant
from mysql.roles_mapping limit ${ROWS_MAX}`,
  defaultRoles: `select User as user, Host as host, json_value(Priv, '$.default_role') as role, '' as roleHost
from mysql.global_priv where coalesce(json_value(Priv, '$.default_role'), '') <> '' limit ${ROWS_MAX}`,
};

/** A role of MySQL is an account that is locked; nothing tells the two apart. */
const MYSQL: Statements = {
  accounts: `select User as user, Host as host, account_locked = 'Y' as locked, plugin as plugin,
  coalesce(authentication_string, '') = '' as noSecret, plugin = 'mysql_no_login' as impossible, 0 as several,
  cast(unix_timestamp(password_last_changed) as char) as changed
from mysql.user limit ${ROWS_MAX}`,
  grantedRoles: `select TO_USER as user, TO_HOST as host, FROM_USER as role, FROM_HOST as roleHost,
  WITH_ADMIN_OPTION = 'Y' as mayGrant from mysql.role_edges limit ${ROWS_MAX}`,
  defaultRoles: `select USER as user, HOST as host, DEFAULT_ROLE_USER as role, DEFAULT_ROLE_HOST as roleHost
from mysql.default_roles limit ${ROWS_MAX}`,
};

export function statementsOf(family: "mariadb" | "mysql"): Statements {
  return family === "mariadb" ? MARIADB : MYSQL;
}

export const SESSIONS = `select cast(ID as char) as id, USER as user, HOST as client, coalesce(DB, '') as place
from information_schema.processlist limit ${ROWS_MAX}`;

/** Whether the asking user sees sessions of others: PROCESS, which the server lists for the user itself. */
export const SEES_SESSIONS = `select count(*) as sees from information_schema.user_privileges
where PRIVILEGE_TYPE = 'PROCESS' and replace(GRANTEE, '\\'', '') = current_user()`;

/** Global rights; USAGE is the word for none, unless it may be passed on. */
export const GLOBAL_GRANTS = `select GRANTEE as grantee, count(*) as n from information_schema.user_privileges
where PRIVILEGE_TYPE <> 'USAGE' or IS_GRANTABLE = 'YES' group by GRANTEE limit ${ROWS_MAX}`;

/** Rights on one database, its tables, columns and routines: one row each. */
export const PLACE_GRANTS = `select User as user, Host as host, Db as place, 'database' as kind, '' as name from mysql.db
union all select User, Host, Db, 'table', Table_name from mysql.tables_priv
union all select User, Host, Db, lower(Routine_type), Routine_name from mysql.procs_priv limit ${ROWS_MAX}`;

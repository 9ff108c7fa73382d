const ACCOUNT = "concat(quote(User), '@', quote(Host))";
const OWN = "concat(User, '@', Host) = current_user() as own";
const ident = (column: string) => `concat('\`', replace(${column}, '\`', '\`\`'), '\`')`;

const about = (before: string, after: string) =>
  `select concat('${before}', ${ACCOUNT}, '${after}') as statement, ${OWN} from mysql.user where User = ? and Host = ?`;

/** Statements that make the server write a statement. User and host come as values, and leave quoted. */
export const WRITE = {
  lock: about("alter user ", " account lock"),
  drop: about("drop user ", ""),
  /** MariaDB compares no password with a hash that is none. */
  invalidate: about("alter user ", " identified via mysql_native_password using ''invalid''"),
  noDefaultRole: about("set default role none for ", ""),
  noDefaultRoleMysql: about("set default role none to ", ""),
  noGlobalGrant: about("revoke grant option on *.* from ", ""),
  noGlobal: about("revoke all privileges on *.* from ", ""),
  /** Number, user. */
  kill: "select concat('kill ', ID) as statement from information_schema.processlist where cast(ID as char) = ? and USER = ?",
  /** Role, user, host. */
  leave: `select concat('revoke ', ${ident("Role")}, ' from ', ${ACCOUNT}) as statement from mysql.roles_mapping
where Role = ? and User = ? and Host = ?`,
  /** Role and its host, user, host. */
  leaveMysql: `select concat('revoke ', quote(FROM_USER), '@', quote(FROM_HOST), ' from ', quote(TO_USER), '@', quote(TO_HOST))
as statement from mysql.role_edges where FROM_USER = ? and FROM_HOST = ? and TO_USER = ? and TO_HOST = ?`,
} as const;

/** $1 to $3, three times: user, host, database. Where its grants stand, each as the object of an ON. */
export const GRANTED_ON = `select concat(${ident("Db")}, '.*') as place, ${ACCOUNT} as account
from mysql.db where User = ? and Host = ? and Db = ?
union all select concat(${ident("Db")}, '.', ${ident("Table_name")}), ${ACCOUNT}
from mysql.tables_priv where User = ? and Host = ? and Db = ?
union all select concat(lower(Routine_type), ' ', ${ident("Db")}, '.', ${ident("Routine_name")}), ${ACCOUNT}
from mysql.procs_priv where User = ? and Host = ? and Db = ?`;

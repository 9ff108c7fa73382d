import { chownSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { freePort } from "../../launch/postgres-server.mjs";
import { Sentence } from "../../launch/sentence.mjs";
import { needDebian } from "../get/debian.mjs";
import { accountOf, endServed, prepareBy, serve } from "../serve.mjs";
import { postgresql } from "./postgresql.mjs";

const ETC = "/etc/freeradius/3.0";
const TABLES = `${ETC}/mods-config/sql/main/postgresql`;
const SECRET = "test-secret-of-devices";

/** FreeRADIUS with its users and accounting in a PostgreSQL of its own; it also plays a device for disconnects. */
export const freeradius = {
  title: "FreeRADIUS",
  /** @param {string} folder an empty folder of its own */
  async start(folder) {
    await needDebian("/usr/lib/freeradius/rlm_sql_postgresql.so", [
      "freeradius",
      "freeradius-postgresql",
      "freeradius-utils",
      "postgresql-client",
    ]);
    const account = accountOf("freerad");
    if (process.getuid?.() !== 0) throw new Sentence(`${ETC} is read by root and freerad alone`);
    const store = path.join(folder, "store");
    mkdirSync(store, { mode: 0o711 });
    const database = await postgresql.start(store);
    try {
      const { user, password } = database.values;
      const port = database.ports.postgresql;
      const env = { PATH: process.env.PATH, PGPASSWORD: password, LANG: "C.UTF-8" };
      const at = (name) => [
        "-h",
        "127.0.0.1",
        "-p",
        String(port),
        "-U",
        user,
        "-d",
        name,
        "-v",
        "ON_ERROR_STOP=1",
        "-q",
      ];
      prepareBy("psql", [...at("postgres"), "-c", "create database radius"], { env });
      prepareBy("psql", [...at("radius"), "-f", `${TABLES}/schema.sql`], { env });
      const ports = {
        postgresql: port,
        auth: await freePort(),
        accounting: await freePort(),
        disconnect: await freePort(),
      };
      const home = path.join(folder, "home");
      mkdirSync(home, { mode: 0o700 });
      writeFileSync(path.join(home, "radiusd.conf"), settings(home, { user, password, ports }), { mode: 0o600 });
      if (account)
        for (const each of [home, path.join(home, "radiusd.conf")]) chownSync(each, account.uid, account.gid);
      const args = ["-f", "-l", "stdout", "-d", home, "-n", "radiusd"];
      const served = await serve({ program: "/usr/sbin/freeradius", args, folder, port: ports.auth, account });
      const version = /Version (\d[\d.]*)/.exec(prepareBy("/usr/sbin/freeradius", ["-v"]))?.[1];
      const values = { user, password, secret: SECRET, store: database.version };
      return { version: version ?? "of unknown version", served: [served, ...database.served], ports, values };
    } catch (error) {
      for (const each of database.served) await endServed(each);
      throw error;
    }
  },
};

/** Its own statements of SQL, PAP, accounting, and disconnects: the session "forgotten" is not known, "kept" is refused. */
function settings(home, { user, password, ports }) {
  return `
name = radiusd
prefix = /usr
libdir = /usr/lib/freeradius
raddbdir = ${home}
run_dir = ${home}
logdir = ${home}
max_requests = 1024
hostname_lookups = no
security {
  max_attributes = 200
  reject_delay = 0
  status_server = no
}
thread pool {
  start_servers = 1
  max_servers = 2
  min_spare_servers = 1
  max_spare_servers = 1
  max_requests_per_server = 0
}
client loopback {
  ipaddr = 127.0.0.1
  secret = ${SECRET}
  limit {
    max_connections = 0
  }
}
modules {
  pap {
  }
  expr {
  }
  always ok {
    rcode = ok
  }
  always reject {
    rcode = reject
  }
  sql {
    driver = "rlm_sql_postgresql"
    dialect = "postgresql"
    server = "127.0.0.1"
    port = ${ports.postgresql}
    login = "${user}"
    password = "${password}"
    radius_db = "radius"
    acct_table1 = "radacct"
    acct_table2 = "radacct"
    postauth_table = "radpostauth"
    authcheck_table = "radcheck"
    groupcheck_table = "radgroupcheck"
    authreply_table = "radreply"
    groupreply_table = "radgroupreply"
    usergroup_table = "radusergroup"
    client_table = "nas"
    group_attribute = "SQL-Group"
    read_groups = yes
    delete_stale_sessions = yes
    pool {
      start = 1
      min = 1
      max = 2
      spare = 1
    }
    $INCLUDE ${TABLES}/queries.conf
  }
}
instantiate {
  expr
}
policy {
  $INCLUDE ${ETC}/policy.d/accounting
}
server default {
  listen {
    type = auth
    ipaddr = 127.0.0.1
    port = ${ports.auth}
  }
  listen {
    type = auth
    proto = tcp
    ipaddr = 127.0.0.1
    port = ${ports.auth}
  }
  listen {
    type = acct
    ipaddr = 127.0.0.1
    port = ${ports.accounting}
  }
  authorize {
    sql
    pap
  }
  authenticate {
    Auth-Type PAP {
      pap
    }
  }
  preacct {
    acct_unique
  }
  accounting {
    sql
  }
}
server device {
  listen {
    type = coa
    ipaddr = 127.0.0.1
    port = ${ports.disconnect}
  }
  recv-coa {
    if (&Acct-Session-Id == "forgotten") {
      update reply {
        &Error-Cause := Session-Context-Not-Found
      }
      reject
    }
    if (&Acct-Session-Id == "kept") {
      update reply {
        &Error-Cause := Administratively-Prohibited
      }
      reject
    }
    ok
  }
  send-coa {
    ok
  }
}
`;
}

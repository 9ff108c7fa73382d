import { chownSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
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
      const ports = { postgresql: port, auth: await freePort() };
      // Spoken by UDP alone: nobody can connect to them.
      const datagrams = { accounting: String(await freePort()), disconnect: String(await freePort()) };
      const home = path.join(folder, "home");
      mkdirSync(home, { mode: 0o700 });
      writeFileSync(
        path.join(home, "radiusd.conf"),
        settings({ home, user, password, secret: SECRET, tables: TABLES, etc: ETC, ...ports, ...datagrams }),
        { mode: 0o600 },
      );
      if (account)
        for (const each of [home, path.join(home, "radiusd.conf")]) chownSync(each, account.uid, account.gid);
      const args = ["-f", "-l", "stdout", "-d", home, "-n", "radiusd"];
      const served = await serve({ program: "/usr/sbin/freeradius", args, folder, port: ports.auth, account });
      const version = /Version (\d[\d.]*)/.exec(prepareBy("/usr/sbin/freeradius", ["-v"]))?.[1];
      const values = { user, password, secret: SECRET, ...datagrams };
      return { version: version ?? "of unknown version", served: [served, ...database.served], ports, values };
    } catch (error) {
      for (const each of database.served) await endServed(each);
      throw error;
    }
  },
};

/** The server's own SQL, PAP, accounting, and disconnects: the session "forgotten" is not known, "kept" is refused. */
function settings(values) {
  const text = readFileSync(path.join(import.meta.dirname, "freeradius/radiusd.conf"), "utf8");
  return text.replace(/@(\w+)@/g, (_, name) => values[name]);
}

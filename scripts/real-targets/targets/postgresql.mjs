import { chownSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { freePort } from "../../launch/postgres-server.mjs";
import { Sentence } from "../../launch/sentence.mjs";
import { needDebian } from "../get/debian.mjs";
import { accountOf, prepareBy, serve } from "../serve.mjs";

const VERSIONS = "/usr/lib/postgresql";
const PASSWORD = "test-password-of-postgresql";

/** Debian's PostgreSQL, with passwords checked (SCRAM), not the one that the product brings along. */
export const postgresql = {
  title: "PostgreSQL",
  /** @param {string} folder an empty folder of its own */
  async start(folder) {
    if (newest() === undefined) await needDebian("/usr/bin/pg_lsclusters", ["postgresql"]);
    const bin = newest();
    if (bin === undefined) throw new Sentence(`${VERSIONS} holds no server: run apt-get install postgresql as root`);
    const account = accountOf("postgres");
    const data = path.join(folder, "data");
    const passwordFile = path.join(folder, "password");
    writeFileSync(passwordFile, PASSWORD);
    mkdirSync(data, { mode: 0o700 });
    if (account) for (const each of [data, passwordFile]) chownSync(each, account.uid, account.gid);
    const options = { ...account, cwd: "/", env: { PATH: process.env.PATH, LANG: "C.UTF-8" } };
    const first = ["-D", data, "-U", "postgres", "-A", "scram-sha-256", `--pwfile=${passwordFile}`, "--no-sync"];
    prepareBy(path.join(bin, "initdb"), first, options);
    const port = await freePort();
    const set = [`port=${port}`, "listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off"];
    const args = ["-D", data, ...set.flatMap((each) => ["-c", each])];
    const served = await serve({ program: path.join(bin, "postgres"), args, folder, port, account });
    const version = /\(PostgreSQL\) ([\d.]+)/.exec(prepareBy(path.join(bin, "postgres"), ["--version"], options))?.[1];
    const values = { user: "postgres", password: PASSWORD };
    return { version: version ?? "of unknown version", served: [served], ports: { postgresql: port }, values };
  },
};

/** The newest server's programs; undefined where there is none. */
function newest() {
  const all = existsSync(VERSIONS) ? readdirSync(VERSIONS).sort((a, b) => Number(b) - Number(a)) : [];
  return all.map((each) => path.join(VERSIONS, each, "bin")).find((bin) => existsSync(path.join(bin, "initdb")));
}

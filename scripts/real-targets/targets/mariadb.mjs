import { chownSync, mkdirSync } from "node:fs";
import path from "node:path";
import { freePort } from "../../launch/postgres-server.mjs";
import { makeCertificates } from "../certificates.mjs";
import { needDebian } from "../get/debian.mjs";
import { accountOf, prepareBy, serve } from "../serve.mjs";

const SERVER = "/usr/sbin/mariadbd";
const PASSWORD = "test-password-of-mariadb";

/** MariaDB with a root account that has a password, and TLS. */
export const mariadb = {
  title: "MariaDB",
  /** @param {string} folder an empty folder of its own */
  async start(folder) {
    await needDebian(SERVER, ["mariadb-server"]);
    const tls = makeCertificates(folder, "mariadb.acme.test");
    const account = accountOf("mysql");
    for (const name of ["data", "run"]) {
      mkdirSync(path.join(folder, name), { mode: 0o711 });
      if (account) chownSync(path.join(folder, name), account.uid, account.gid);
    }
    if (account) chownSync(tls.keyFile, account.uid, account.gid);
    const data = `--datadir=${path.join(folder, "data")}`;
    const user = account ? ["--user=mysql"] : [];
    const first = ["--no-defaults", ...user, data, "--auth-root-authentication-method=normal", "--skip-test-db"];
    prepareBy("/usr/bin/mariadb-install-db", first);
    const port = await freePort();
    const socket = path.join(folder, "run", "s.sock");
    const certificate = [`--ssl-ca=${tls.caFile}`, `--ssl-cert=${tls.certFile}`, `--ssl-key=${tls.keyFile}`];
    const listen = ["--bind-address=127.0.0.1", `--port=${port}`, `--socket=${socket}`];
    const small = ["--innodb-buffer-pool-size=32M", "--skip-log-bin"];
    const args = ["--no-defaults", ...user, data, ...listen, ...small, ...certificate];
    const served = await serve({ program: SERVER, args, folder, port });
    const statement = `ALTER USER root@localhost IDENTIFIED BY '${PASSWORD}'`;
    prepareBy("/usr/bin/mariadb", ["--no-defaults", `--socket=${socket}`, "-u", "root", "-e", statement]);
    const version = /Ver ([\d.]+)/.exec(prepareBy(SERVER, ["--no-defaults", "--version"]))?.[1] ?? "of unknown version";
    return {
      version,
      served: [served],
      ports: { mariadb: port },
      values: { user: "root", password: PASSWORD, ca: tls.ca },
    };
  },
};

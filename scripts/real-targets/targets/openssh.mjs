import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { freePort } from "../../launch/postgres-server.mjs";
import { Sentence } from "../../launch/sentence.mjs";
import { needDebian } from "../get/debian.mjs";
import { prepareBy, serve } from "../serve.mjs";

const SSHD = "/usr/sbin/sshd";

/**
 * OpenSSH before this machine's own accounts, with PAM. Whoever tests with it makes accounts of its own (useradd) and
 * removes them again. `adminKey` signs in as root.
 */
export const openssh = {
  title: "OpenSSH",
  /** @param {string} folder an empty folder of its own */
  async start(folder) {
    if (process.getuid?.() !== 0) throw new Sentence("sshd signs other users in only as root: run the tests as root");
    await needDebian(SSHD, ["openssh-server"]);
    // sshd's own, for the part of it that has no rights.
    if (!existsSync("/run/sshd")) mkdirSync("/run/sshd", { mode: 0o755 });
    const [hostKey, adminKey] = ["host-key", "admin-key"].map((name) => path.join(folder, name));
    for (const file of [hostKey, adminKey]) prepareBy("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", file]);
    const port = await freePort();
    const file = path.join(folder, "sshd_config");
    writeFileSync(file, settings(folder, port, hostKey));
    const served = await serve({ program: SSHD, args: ["-f", file, "-D", "-e"], folder, port });
    const version = /OpenSSH_([\w.]+)/.exec(prepareBy("ssh", ["-V"]))?.[1] ?? "of unknown version";
    const read = (name) => readFileSync(name, "utf8");
    const values = { hostKey: read(`${hostKey}.pub`), adminKey: read(adminKey), user: "root" };
    return { version, served: [served], ports: { ssh: port }, values };
  },
};

function settings(folder, port, hostKey) {
  return `Port ${port}
ListenAddress 127.0.0.1
HostKey ${hostKey}
PidFile none
UsePAM yes
PasswordAuthentication yes
StrictModes no
PermitRootLogin prohibit-password
AuthorizedKeysFile .ssh/authorized_keys
Match User root
  AuthorizedKeysFile ${path.join(folder, "admin-key.pub")}
`;
}

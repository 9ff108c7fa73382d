import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { freePort } from "../../launch/postgres-server.mjs";
import { Sentence } from "../../launch/sentence.mjs";
import { needDebian } from "../get/debian.mjs";
import { prepareBy, serve } from "../serve.mjs";

const SSHD = "/usr/sbin/sshd";
/** Where the sudo rules stand that people are told to install. */
const DOCS = path.resolve(import.meta.dirname, "../../../docs/connectors.md");

/**
 * A Linux host with accounts of its own: its settings are a copy, its homes and what services keep are empty, in a mount
 * and a process namespace, so that no account, session or file of this machine is in reach. `closeout` acts, `closeout-look`
 * looks, both by `clientKey`; `mia` and `leo` are people. root signs in by the same key, to set the stage.
 */
export const linux = {
  title: "Linux host",
  /** @param {string} folder an empty folder of its own */
  async start(folder) {
    if (process.getuid?.() !== 0) throw new Sentence("a host of its own needs namespaces: run the tests as root");
    await needDebian(SSHD, ["openssh-server"]);
    await needDebian("/usr/bin/sudo", ["sudo"]);
    await needDebian("/usr/bin/atq", ["at"]);
    await needDebian("/usr/bin/crontab", ["cron"]);
    const [hostKey, clientKey] = ["host-key", "client-key"].map((name) => path.join(folder, name));
    for (const file of [hostKey, clientKey]) prepareBy("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", file]);
    const port = await freePort();
    mkdirSync(path.join(folder, "etc"));
    writeFileSync(path.join(folder, "sshd_config"), sshdSettings(port, hostKey));
    writeFileSync(path.join(folder, "sudoers"), sudoRules());
    const stage = path.join(folder, "stage.sh");
    writeFileSync(stage, STAGE);
    const isolated = ["--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "--propagation", "private"];
    const args = [...isolated, "sh", stage, folder, `${clientKey}.pub`];
    const served = await serve({ program: "unshare", args, folder, port });
    const fingerprint = /SHA256:\S+/.exec(prepareBy("ssh-keygen", ["-lf", `${hostKey}.pub`]))?.[0] ?? "";
    const version = /OpenSSH_([\w.]+)/.exec(prepareBy("ssh", ["-V"]))?.[1] ?? "of unknown version";
    const values = { fingerprint, clientKey: readFileSync(clientKey, "utf8") };
    return { version: `with OpenSSH ${version}`, served: [served], ports: { ssh: port }, values };
  },
};

/** Runs inside the namespaces. $1 is the folder, $2 the public key that everybody of the stage signs in with. */
const STAGE = `set -eu
cp -a /etc/. "$1/etc/"
mount --bind "$1/etc" /etc
for place in home srv run root var/spool var/lib/systemd; do mkdir -p "/$place"; mount -t tmpfs -o mode=755 tmpfs "/$place"; done
mkdir -p /srv/people /run/stage /run/sshd /run/sudo /var/spool/cron/crontabs /var/spool/cron/atjobs /var/spool/cron/atspool
chown root:crontab /var/spool/cron/crontabs; chmod 1730 /var/spool/cron/crontabs
touch /var/spool/cron/atjobs/.SEQ; chmod 600 /var/spool/cron/atjobs/.SEQ
chown daemon:daemon /var/spool/cron/atjobs /var/spool/cron/atjobs/.SEQ /var/spool/cron/atspool; chmod 1770 /var/spool/cron/atjobs /var/spool/cron/atspool
: > /run/utmp
cp "$1/sshd_config" /etc/ssh/sshd_config
rm -rf /etc/ssh/sshd_config.d
install -m 440 "$1/sudoers" /etc/sudoers.d/closeout
for name in closeout closeout-look mia leo; do
  useradd -b /srv/people -m -s /bin/bash "$name"
  install -d -m 700 -o "$name" -g "$name" "/srv/people/$name/.ssh"
  install -m 600 -o "$name" -g "$name" "$2" "/srv/people/$name/.ssh/authorized_keys"
done
install -d -m 700 ~root/.ssh
install -m 600 "$2" ~root/.ssh/authorized_keys
exec ${SSHD} -D -e
`;

function sshdSettings(port, hostKey) {
  return `Port ${port}
ListenAddress 127.0.0.1
HostKey ${hostKey}
PidFile none
UsePAM yes
PermitRootLogin prohibit-password
PasswordAuthentication no
AuthorizedKeysFile .ssh/authorized_keys .ssh/authorized_keys2
`;
}

/** The very rules that the documentation gives. */
function sudoRules() {
  const rules = /```sudoers\n([\s\S]*?)```/.exec(readFileSync(DOCS, "utf8"))?.[1];
  if (rules === undefined) throw new Error("docs/connectors.md gives no sudo rules.");
  return rules;
}

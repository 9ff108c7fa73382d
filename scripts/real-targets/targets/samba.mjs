import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { until } from "../../launch/processes.mjs";
import { Sentence } from "../../launch/sentence.mjs";
import { makeCertificates } from "../certificates.mjs";
import { needDebian } from "../get/debian.mjs";
import { accepts, prepareBy, serve } from "../serve.mjs";

const SAMBA = "/usr/sbin/samba";
const TOOL = "/usr/bin/samba-tool";
const PASSWORD = "Passw0rd-of-samba";
/** An Active Directory's ports are fixed: clients find them by number. */
const PORTS = { kerberos: 88, ldap: 389, rpc: 135, kpasswd: 464, ldaps: 636, catalogue: 3268 };
const PACKAGES = ["samba", "samba-ad-dc", "samba-ad-provision", "samba-dsdb-modules", "samba-vfs-modules", "winbind"];

/** A domain controller of Active Directory (Samba), with Kerberos, over LDAPS with a certificate of the test's own. */
export const samba = {
  title: "Samba AD DC",
  /** @param {string} folder an empty folder of its own */
  async start(folder) {
    if (process.getuid?.() !== 0) throw new Sentence("a domain controller needs root: run the tests as root");
    for (const port of Object.values(PORTS)) {
      if (await accepts(port))
        throw new Sentence(`port ${port}, which a domain controller cannot change, is taken by another program`);
    }
    await needDebian(SAMBA, [...PACKAGES, "krb5-user"]);
    const tls = makeCertificates(folder, "dc1.ad.acme.test");
    provision(folder);
    const file = path.join(folder, "dc/etc/smb.conf");
    writeFileSync(file, settings(readFileSync(file, "utf8"), folder, tls));
    const args = ["-F", "-M", "single", "--no-process-group", "-s", file, "--debug-stdout"];
    const served = await serve({ program: SAMBA, args, folder, port: PORTS.ldaps });
    // They open one after the other.
    for (const port of Object.values(PORTS)) await until(() => accepts(port), 20_000);
    const krb5 = path.join(folder, "krb5.conf");
    writeFileSync(krb5, KRB5);
    const version = /Version ([\d.]+)/.exec(prepareBy(SAMBA, ["--version"]))?.[1] ?? "of unknown version";
    const values = { ca: tls.ca, base: "DC=ad,DC=acme,DC=test", realm: "AD.ACME.TEST", admin: "Administrator" };
    return { version, served: [served], ports: PORTS, values: { ...values, password: PASSWORD, krb5, smbConf: file } };
  },
};

function provision(folder) {
  const one = ["--realm=AD.ACME.TEST", "--domain=ACME", "--server-role=dc", "--dns-backend=SAMBA_INTERNAL"];
  const host = ["--host-name=dc1", "--host-ip=127.0.0.1", `--targetdir=${path.join(folder, "dc")}`];
  const loopback = ["--option=interfaces=lo", "--option=bind interfaces only=yes"];
  prepareBy(TOOL, ["domain", "provision", ...one, `--adminpass=${PASSWORD}`, ...host, ...loopback]);
}

function settings(provisioned, folder, tls) {
  const at = (...names) => path.join(folder, ...names);
  mkdirSync(at("ncalrpc"), { mode: 0o755 });
  mkdirSync(at("ncalrpc", "np"), { mode: 0o700 });
  for (const name of ["winbindd", "ntp"]) mkdirSync(at(name), { mode: 0o755 });
  const own = {
    // No DNS: port 53 belongs to the machine.
    "server services": "rpc, ldap, cldap, kdc, drepl, kcc, winbindd",
    "log file": at("log.%m"),
    "pid directory": folder,
    "disable netbios": "yes",
    "ncalrpc dir": at("ncalrpc"),
    "winbindd socket directory": at("winbindd"),
    "ntp signd socket directory": at("ntp"),
    "tls enabled": "yes",
    "tls keyfile": tls.keyFile,
    "tls certfile": tls.certFile,
    "tls cafile": tls.caFile,
  };
  const lines = Object.entries(own).map(([key, value]) => `\t${key} = ${value}`);
  const kept = provisioned.replace(/^\t(dns forwarder|log file).*\n/gm, "");
  return kept.replace("[global]", `[global]\n${lines.join("\n")}`);
}

const KRB5 = `[libdefaults]
 default_realm = AD.ACME.TEST
 dns_lookup_kdc = false
 dns_lookup_realm = false
 rdns = false
[realms]
 AD.ACME.TEST = {
  kdc = 127.0.0.1:88
 }
`;

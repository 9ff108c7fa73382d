import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { freePort } from "../../launch/postgres-server.mjs";
import { makeCertificates } from "../certificates.mjs";
import { needDebian } from "../get/debian.mjs";
import { prepareBy, serve } from "../serve.mjs";

const SLAPD = "/usr/sbin/slapd";
const BASE = "dc=acme,dc=test";
const [ADMIN, ACTS, LOOKS, CAPPED] = ["admin", "closeout-acts", "closeout-looks", "capped"].map(
  (name) => `cn=${name},${BASE}`,
);
const PASSWORD = "test-password-of-openldap";

/** OpenLDAP with memberof, refint, ppolicy and dynamic groups, over LDAP and LDAPS. */
export const openldap = {
  title: "OpenLDAP",
  /** @param {string} folder an empty folder of its own */
  async start(folder) {
    await needDebian(SLAPD, ["slapd", "ldap-utils"]);
    const tls = makeCertificates(folder, "ldap.acme.test");
    const [port, tlsPort] = [await freePort(), await freePort()];
    mkdirSync(path.join(folder, "db"));
    const file = path.join(folder, "slapd.conf");
    writeFileSync(file, settings(folder, tls), { mode: 0o600 });
    prepareBy("/usr/sbin/slapadd", ["-f", file], { input: FIRST_ENTRIES });
    const urls = `ldap://127.0.0.1:${port} ldaps://127.0.0.1:${tlsPort}`;
    // Any debug level, also none, keeps it in the foreground.
    const served = await serve({ program: SLAPD, args: ["-f", file, "-h", urls, "-d", "0"], folder, port: tlsPort });
    const version = /slapd ([\d.]+)/.exec(prepareBy(SLAPD, ["-VV"]))?.[1] ?? "of unknown version";
    const values = { ca: tls.ca, base: BASE, admin: ADMIN, acts: ACTS, looks: LOOKS, capped: CAPPED };
    return {
      version,
      served: [served],
      ports: { ldap: port, ldaps: tlsPort },
      values: { ...values, password: PASSWORD },
    };
  },
};

function settings(folder, tls) {
  const schemas = ["core", "cosine", "inetorgperson", "nis", "dyngroup"];
  const modules = ["back_mdb", "memberof", "refint", "ppolicy", "dynlist"];
  return `${schemas.map((name) => `include /etc/ldap/schema/${name}.schema`).join("\n")}
attributetype ( 1.3.6.1.4.1.24552.500.1.1.1.13 NAME 'sshPublicKey'
  EQUALITY octetStringMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.40 )
objectclass ( 1.3.6.1.4.1.24552.500.1.1.2.0 NAME 'ldapPublicKey' SUP top AUXILIARY MAY ( sshPublicKey $ uid ) )
modulepath /usr/lib/ldap
${modules.map((name) => `moduleload ${name}`).join("\n")}
TLSCACertificateFile ${tls.caFile}
TLSCertificateFile ${tls.certFile}
TLSCertificateKeyFile ${tls.keyFile}
database mdb
suffix ${BASE}
rootdn ${ADMIN}
rootpw ${PASSWORD}
directory ${path.join(folder, "db")}
maxsize 268435456
index objectClass,entryUUID,uid,mail,member,uniqueMember,memberUid,manager,owner eq
limits dn.exact="${ACTS}" size=unlimited
limits dn.exact="${LOOKS}" size=unlimited
limits dn.exact="${CAPPED}" size.soft=3 size.hard=3 size.pr=noEstimate size.prtotal=3
access to * by dn.exact="${ACTS}" manage by dn.exact="${LOOKS}" read by dn.exact="${CAPPED}" read by self read by anonymous auth
overlay memberof
overlay refint
refint_attributes member
refint_nothing cn=nobody,${BASE}
overlay dynlist
dynlist-attrset groupOfURLs memberURL member
overlay ppolicy
ppolicy_default cn=default,ou=policies,${BASE}
ppolicy_use_lockout
`;
}

const unit = (name) => `dn: ou=${name},${BASE}\nobjectClass: organizationalUnit\nou: ${name}\n`;
const service = (dn) =>
  `dn: ${dn}\nobjectClass: organizationalRole\nobjectClass: simpleSecurityObject\ncn: ${dn.slice(3, dn.indexOf(","))}\nuserPassword: ${PASSWORD}\n`;

const FIRST_ENTRIES = [
  `dn: ${BASE}\nobjectClass: dcObject\nobjectClass: organization\ndc: acme\no: Acme\n`,
  ...["people", "groups", "services", "policies"].map(unit),
  `dn: cn=default,ou=policies,${BASE}\nobjectClass: device\nobjectClass: pwdPolicy\ncn: default\npwdAttribute: userPassword\npwdLockout: TRUE\n`,
  ...[ACTS, LOOKS, CAPPED].map(service),
].join("\n");

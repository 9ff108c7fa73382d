import { Client } from "ldapts";
import { realTarget } from "#scripts/real-targets/real-target.mjs";
import type { Connection } from "../../../contract.ts";
import { ldapConnector } from "../index.ts";

const target = await realTarget("openldap");

/** Why OpenLDAP could not be started; null when it runs. */
export const whyNot = target.runs ? null : target.why;

const { values = {}, ports = {} } = target.runs ? target : {};
const of = (name: string): string => String(Reflect.get(values, name) ?? "");

export const BASE = of("base");
export const PASSWORD = of("password");
export const CA = of("ca");
export const CAPPED = of("capped");
export const PORT = Number(Reflect.get(ports, "ldap") ?? 0);
export const TLS_PORT = Number(Reflect.get(ports, "ldaps") ?? 0);

let serial = 0;

/** The directory's administrator, who sets the stage and asks for the truth. */
export class Admin {
  readonly client = new Client({ url: `ldap://127.0.0.1:${PORT}` });

  async open(): Promise<void> {
    await this.client.bind(of("admin"), PASSWORD);
  }

  /** A person of this test alone; `uid` is new each time. */
  async person(
    name: string,
    more: Record<string, string | string[]> = {},
  ): Promise<{ dn: string; id: string; uid: string }> {
    serial += 1;
    const uid = `${name}-${process.pid}-${serial}`;
    const dn = `uid=${uid},ou=people,${BASE}`;
    await this.client.add(dn, {
      objectClass: ["inetOrgPerson", "ldapPublicKey"],
      uid,
      cn: name,
      sn: name,
      mail: `${uid}@acme.example`,
      employeeNumber: `E-${uid}`,
      userPassword: `secret-of-${uid}`,
      ...more,
    });
    return { dn, id: await this.idOf(dn), uid };
  }

  async group(name: string, objectClass: string, more: Record<string, string | string[]>) {
    serial += 1;
    const dn = `cn=${name}-${process.pid}-${serial},ou=groups,${BASE}`;
    await this.client.add(dn, { objectClass, ...more });
    return { dn, id: await this.idOf(dn) };
  }

  async idOf(dn: string): Promise<string> {
    return String((await this.entry(dn, ["entryUUID"]))["entryUUID"]);
  }

  async entry(dn: string, attributes: readonly string[]) {
    const { searchEntries } = await this.client.search(dn, { scope: "base", attributes: [...attributes] });
    return searchEntries[0] ?? { dn: "" };
  }

  async close(): Promise<void> {
    await this.client.unbind();
  }
}

export function config(more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  const names = { bindDn: of("acts"), observeBindDn: of("looks") };
  return { host: "127.0.0.1", port: PORT, encryption: "off", baseDn: BASE, pageSize: 2, ...names, ...more };
}

export const SECRETS = { password: PASSWORD, observePassword: PASSWORD, caCertificate: CA };

/** A connection that has been checked, as the product opens it. */
export async function opened(more: Readonly<Record<string, unknown>> = {}): Promise<Required<Connection>> {
  const open = (dialect: Readonly<Record<string, unknown>>) => {
    const parsed = ldapConnector.parseConfig(config(more));
    if (!parsed.ok) throw new Error(parsed.problems.join(" "));
    const options = { config: parsed.config, secrets: SECRETS, dialect, connectionsMax: 4 };
    return ldapConnector.open({ ...options, allowPrivateTargets: ["127.0.0.0/8", "::1/128"], deadlineMs: 10_000 });
  };
  const { dialect } = await open({}).check(new AbortController().signal);
  // The conformance suite proves that every method is there.
  return open(dialect) as Required<Connection>;
}

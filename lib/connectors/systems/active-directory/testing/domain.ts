import { Attribute, Client } from "ldapts";
import { realTarget } from "#scripts/real-targets/real-target.mjs";
import type { Connection } from "../../../contract.ts";
import { guidText } from "../identity.ts";
import { activeDirectoryConnector } from "../index.ts";

const target = await realTarget("samba");

/** Why the domain controller could not be started; null when it runs. */
export const whyNot = target.runs ? null : target.why;

const values = target.runs ? target.values : {};
const of = (name: string): string => String(Reflect.get(values, name) ?? "");

export const BASE = of("base");
export const REALM = of("realm");
export const KRB5 = of("krb5");
const PASSWORD = of("password");
const LOOKER = "closeout-looks";

let serial = 0;

/** The domain's administrator, who sets the stage and asks for the truth. */
export class Admin {
  readonly client = new Client({ url: "ldaps://127.0.0.1:636", tlsOptions: { ca: of("ca") } });

  async open(): Promise<void> {
    await this.client.bind(`Administrator@${REALM}`, PASSWORD);
    await this.account(LOOKER).catch((error: Error) => {
      // Another test file of the run made it.
      if (!error.message.includes("0x44")) throw error;
    });
  }

  /** A person of this test alone, with the password PASSWORD_OF of its name. */
  async person(name: string, more: Readonly<Record<string, string>> = {}) {
    serial += 1;
    return this.account(`${name}-${process.pid}-${serial}`, more);
  }

  async account(name: string, more: Readonly<Record<string, string>> = {}) {
    const dn = `CN=${name},CN=Users,${BASE}`;
    const texts = {
      objectClass: "user",
      sAMAccountName: name,
      userPrincipalName: `${name}@ad.acme.test`,
      mail: `${name}@acme.example`,
      employeeID: `E-${name}`,
      userAccountControl: "512",
      ...more,
    };
    const password = new Attribute({ type: "unicodePwd", values: [Buffer.from(`"${passwordOf(name)}"`, "utf16le")] });
    const attributes = Object.entries(texts).map(([type, value]) => new Attribute({ type, values: [value] }));
    await this.client.add(dn, [...attributes, password]);
    return { dn, name, id: await this.idOf(dn) };
  }

  async group(name: string, more: Record<string, string | string[]>) {
    serial += 1;
    const cn = `${name}-${process.pid}-${serial}`;
    const dn = `CN=${cn},CN=Users,${BASE}`;
    await this.client.add(dn, { objectClass: "group", sAMAccountName: cn, ...more });
    return { dn, id: await this.idOf(dn) };
  }

  async idOf(dn: string): Promise<string> {
    return guidText((await this.bytes(dn, "objectGUID"))[0]) ?? "";
  }

  async bytes(dn: string, attribute: string): Promise<readonly Buffer[]> {
    const options = { scope: "base", attributes: [attribute], explicitBufferAttributes: [attribute] } as const;
    const { searchEntries } = await this.client.search(dn, {
      ...options,
      attributes: [attribute],
      explicitBufferAttributes: [attribute],
    });
    const found = searchEntries[0]?.[attribute] ?? [];
    return [found].flat().map((value) => Buffer.from(value));
  }

  async close(): Promise<void> {
    await this.client.unbind();
  }
}

export function passwordOf(name: string): string {
  return `Passw0rd-of-${name}`;
}

/** A connection of this account over which searches go on until it is ended. */
export async function bound(name: string): Promise<Client> {
  const client = new Client({ url: "ldaps://127.0.0.1:636", tlsOptions: { ca: SECRETS.caCertificate } });
  await client.bind(`${name}@ad.acme.test`, passwordOf(name));
  return client;
}

/** Whether a connection still lets its account read. */
export async function reads(client: Client, dn: string): Promise<boolean> {
  return (await client.search(dn, { scope: "base" })).searchEntries.length === 1;
}

export function config(more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  const names = { bindDn: `Administrator@${REALM}`, observeBindDn: `${LOOKER}@ad.acme.test` };
  return { host: "127.0.0.1", port: 636, baseDn: BASE, ...names, ...more };
}

export const SECRETS = { password: PASSWORD, observePassword: passwordOf(LOOKER), caCertificate: of("ca") };

/** A connection that has been checked, as the product opens it. */
export async function opened(more: Readonly<Record<string, unknown>> = {}): Promise<Required<Connection>> {
  const open = (dialect: Readonly<Record<string, unknown>>) => {
    const parsed = activeDirectoryConnector.parseConfig(config(more));
    if (!parsed.ok) throw new Error(parsed.problems.join(" "));
    const options = { config: parsed.config, secrets: SECRETS, dialect, connectionsMax: 4 };
    return activeDirectoryConnector.open({ ...options, allowPrivateTargets: ["127.0.0.0/8"], deadlineMs: 10_000 });
  };
  const report = await open({}).check(new AbortController().signal);
  if (!report.authorised) throw new Error(report.findings.join(" "));
  return open(report.dialect) as Required<Connection>;
}

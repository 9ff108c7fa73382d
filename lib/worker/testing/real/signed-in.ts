import { createConnection } from "mysql2/promise";
import postgres from "postgres";
import { openAmqp } from "#lib/connectors/systems/rabbitmq/testing/amqp.ts";
import { realTarget } from "#scripts/real-targets/real-target.mjs";
import { until } from "../until.ts";
import { PATIENCE_MS, type RealSystem } from "./product.ts";

const PASSWORD = "test-password-of-the-leaver";

/** Somebody signed in. */
export interface Session {
  works(): Promise<boolean>;
  end(): Promise<void>;
}

/** A real server, and an administrator who does what a ticket asks for and no more. */
export interface Trap extends RealSystem {
  create(user: string): Promise<void>;
  /** Rejects when the server does not let them in. */
  signIn(user: string): Promise<Session>;
  /** Waits until the server itself lists the session, where it does so late. */
  listed?(user: string): Promise<void>;
  /** Closes the account by the server's own means, and leaves what runs. */
  lock(user: string): Promise<void>;
}

async function answers(question: PromiseLike<unknown>): Promise<boolean> {
  try {
    await question;
    return true;
  } catch {
    return false;
  }
}

/** @returns why it could not be started */
export async function postgresqlTrap(): Promise<Trap | string> {
  const target = await realTarget("postgresql");
  if (!target.runs) return target.why;
  const place = { host: "127.0.0.1", port: target.ports["postgresql"] ?? 0, database: "postgres", max: 1 };
  const { user = "", password = "" } = target.values;
  const root = postgres({ ...place, user, password });
  return {
    name: "PostgreSQL",
    connector: "postgresql",
    config: { host: place.host, port: place.port, user, tls: "off" },
    secrets: { password },
    create: async (name) => void (await root.unsafe(`create role "${name}" login password '${PASSWORD}'`)),
    signIn: async (name) => {
      const session = postgres({ ...place, user: name, password: PASSWORD, backoff: false });
      await session`select 1`;
      return { end: () => session.end(), works: () => answers(session`select 1`) };
    },
    lock: async (name) => void (await root.unsafe(`alter role "${name}" nologin`)),
  };
}

/** @returns why it could not be started */
export async function mariadbTrap(): Promise<Trap | string> {
  const target = await realTarget("mariadb");
  if (!target.runs) return target.why;
  const { user = "", password = "", ca = "" } = target.values;
  const place = { host: "127.0.0.1", port: target.ports["mariadb"] ?? 0 };
  const root = await createConnection({ ...place, user, password });
  return {
    name: "MariaDB",
    connector: "mariadb",
    config: { ...place, user },
    secrets: { password, caCertificate: ca },
    create: async (name) => void (await root.query(`create user '${name}' identified by '${PASSWORD}'`)),
    signIn: async (name) => {
      const session = await createConnection({ ...place, user: name, password: PASSWORD });
      session.on("error", () => undefined);
      return { end: () => session.end(), works: () => answers(session.query("select 1")) };
    },
    lock: async (name) => void (await root.query(`alter user '${name}' account lock`)),
  };
}

/** @returns why it could not be started */
export async function rabbitmqTrap(): Promise<Trap | string> {
  const target = await realTarget("rabbitmq");
  if (!target.runs) return target.why;
  const baseUrl = `http://127.0.0.1:${target.ports["management"]}`;
  const headers = { authorization: `Basic ${Buffer.from("guest:guest").toString("base64")}` };
  const put = async (path: string, body: object) => {
    const { status } = await fetch(`${baseUrl}/api${path}`, { method: "PUT", headers, body: JSON.stringify(body) });
    if (status >= 400) throw new Error(`${path}: ${status}`);
  };
  return {
    name: "RabbitMQ",
    connector: "rabbitmq",
    config: { baseUrl, user: "guest" },
    secrets: { password: "guest" },
    create: async (name) => {
      await put(`/users/${name}`, { password: PASSWORD, tags: "" });
      await put(`/permissions/%2F/${name}`, { configure: "", write: ".*", read: ".*" });
    },
    signIn: async (name) => {
      const session = await openAmqp(target.ports["amqp"] ?? 0, name, PASSWORD);
      let lives = true;
      void session.ended.then(() => {
        lives = false;
      });
      return { end: async () => session.close(), works: async () => lives };
    },
    listed: async (name) => {
      const read = async () => (await fetch(`${baseUrl}/api/connections`, { headers })).text();
      await until("the broker lists it", read, (text) => text.includes(`"${name}"`), PATIENCE_MS);
    },
    lock: (name) => put(`/users/${name}`, { password_hash: "", tags: "" }),
  };
}

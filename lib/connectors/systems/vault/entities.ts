import type { AccountRecord, RevokeOutcome } from "../../contract.ts";
import { segment } from "../../kit/json.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { Trail } from "../../kit/trail.ts";
import { at } from "./client.ts";
import type { VaultConfig } from "./config.ts";
import { type Entity, readEntity } from "./schema.ts";

function entityPath(config: VaultConfig, account: string): string {
  return at(config, `identity/entity/id/${segment(account)}`);
}

/** An entity by its identifier; merged ones answer under another, and are not the one asked for. */
export async function entityOf(config: VaultConfig, account: string, trail: Trail): Promise<Entity | "missing" | null> {
  const { failure, status, json } = await trail.get(entityPath(config, account));
  if (failure !== null) return null;
  if (status === 404) return "missing";
  const entity = status === 200 ? (readEntity(json)?.data ?? null) : null;
  if (entity?.id === account) return entity;
  trail.fail("unexpected_shape");
  return null;
}

/** Changes some fields of an entity; those that are not named stay as they are. */
export async function changeEntity(
  config: VaultConfig,
  account: string,
  change: object,
  trail: Trail,
): Promise<RevokeOutcome> {
  const answer = await trail.send("POST", entityPath(config, account), change);
  return outcomeOf(answer, (json) => Reflect.get(Object(Reflect.get(Object(json), "data")), "id") === account);
}

/** Sign-ins that no person uses. */
const OF_MACHINES = new Set(["approle", "kubernetes", "aws", "azure", "gcp", "cert"]);

const MAIL = /^[^\s@]+@[^\s@]+$/;

/** An entity as an account: known by its name, the names that it signs in by, and mails in its metadata. */
export function recordOf({ id, name, disabled, aliases, metadata }: Entity): AccountRecord {
  const names = aliases.map((alias) => alias.name);
  const mails = [name, ...names, ...Object.values(metadata ?? {})].filter((value) => MAIL.test(value));
  const isMachine = aliases.length > 0 && aliases.every(({ mount_type }) => OF_MACHINES.has(mount_type));
  return {
    nativeId: id,
    // A name that Vault made up says less than the one that somebody signs in by.
    userName: name.startsWith("entity_") ? (names[0] ?? name) : name,
    displayName: metadata?.["name"] ?? null,
    emails: [...new Set(mails)],
    externalId: metadata?.["employee_id"] ?? null,
    presence: disabled ? "disabled" : "active",
    ...(isMachine ? { kind: "service" as const } : {}),
  };
}

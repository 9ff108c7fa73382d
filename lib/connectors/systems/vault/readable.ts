import { segment } from "../../kit/json.ts";
import type { Trail } from "../../kit/trail.ts";
import { at, keysAt } from "./client.ts";
import type { VaultConfig } from "./config.ts";
import { userOf, usersBelow } from "./logins.ts";
import { groupOf } from "./membership.ts";
import { type Grant, readPolicy } from "./policy-text.ts";
import { type Entity, readPolicyText, readUser } from "./schema.ts";

/** Everything that policies may let an entity do. */
export interface Reach {
  readonly grants: readonly Grant[];
  /** All policies that it may come by were read and understood. */
  readonly complete: boolean;
}

const EVERYTHING: Grant = { path: "*", capabilities: ["read"] };

/** What an entity may do: by its own policies, its groups' and those of its sign-ins. */
export async function reachOf(config: VaultConfig, entity: Entity, trail: Trail): Promise<Reach> {
  const given: (readonly string[] | null)[] = [["default"], entity.policies, config.signInPolicies ?? []];
  for (const id of entity.group_ids) given.push((await groupOf(config, id, trail))?.policies ?? null);
  for (const alias of entity.aliases) given.push(await policiesOfSignIn(config, alias, trail));
  const read: (readonly Grant[] | null)[] = [];
  for (const name of new Set(given.flatMap((names) => names ?? []))) read.push(await grantsOf(config, name, trail));
  const complete = !given.includes(null) && !read.includes(null);
  return { grants: read.flatMap((grants) => grants ?? []), complete };
}

/** What signing in by userpass gives is read from the user; of other sign-ins it is stated, or not known. */
async function policiesOfSignIn(config: VaultConfig, alias: Entity["aliases"][number], trail: Trail) {
  if (alias.mount_type !== "userpass") {
    if (config.signInPolicies !== undefined) return [];
    const detail = `Which policies signing in by ${alias.mount_type} gives is not known; state them in the settings.`;
    trail.find("members_hidden", detail);
    return null;
  }
  const { mount, name } = userOf(alias);
  // The alias of a user stays when the user is deleted: from then on it gives nothing. One list says so, not one 404.
  const known = await keysAt(config, trail, usersBelow(mount));
  if (known.complete && !known.keys.includes(name)) return [];
  const { failure, status, json } = await trail.get(at(config, `${usersBelow(mount)}/${segment(name)}`));
  const user = failure === null && status === 200 ? readUser(json)?.data : undefined;
  return user === undefined ? null : (user.token_policies ?? user.policies ?? []);
}

async function grantsOf(config: VaultConfig, name: string, trail: Trail): Promise<readonly Grant[] | null> {
  if (name === "root") return [EVERYTHING];
  const { failure, status, json } = await trail.get(at(config, `sys/policies/acl/${segment(name)}`));
  // A name without a policy behind it grants nothing.
  if (failure === null && status === 404) return [];
  const text = failure === null && status === 200 ? readPolicyText(json)?.data : undefined;
  const grants = text?.name === name ? readPolicy(text.policy) : null;
  if (grants === null) trail.find("unreadable_rows", `The policy ${name} is not understood.`);
  return grants;
}

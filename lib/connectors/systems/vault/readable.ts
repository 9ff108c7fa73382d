import { segment } from "../../kit/json.ts";
import type { Trail } from "../../kit/trail.ts";
import { at } from "./client.ts";
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
  const names = new Set(["default", ...entity.policies, ...(config.signInPolicies ?? [])]);
  let complete = true;
  for (const id of entity.group_ids) {
    const group = await groupOf(config, id, trail);
    if (group === null) complete = false;
    for (const name of group?.policies ?? []) names.add(name);
  }
  for (const alias of entity.aliases) {
    const policies = await policiesOfSignIn(config, alias, trail);
    if (policies === null) complete = false;
    for (const name of policies ?? []) names.add(name);
  }
  const grants: Grant[] = [];
  for (const name of names) {
    const read = await grantsOf(config, name, trail);
    if (read === null) complete = false;
    grants.push(...(read ?? []));
  }
  return { grants, complete: complete && trail.failure === null };
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
  const { failure, status, json } = await trail.get(at(config, `${usersBelow(mount)}/${segment(name)}`));
  // A user that is gone gives nothing any more, and what it gave is not known.
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

import { segment } from "../../kit/json.ts";
import type { Trail } from "../../kit/trail.ts";
import { at, keysAt } from "./client.ts";
import type { VaultConfig } from "./config.ts";
import { userOf, usersBelow } from "./logins.ts";
import { groupOf } from "./membership.ts";
import { type Grant, readPolicy } from "./policy-text.ts";
import { type Entity, readPolicyText, readUser } from "./schema.ts";
import type { TokensRead } from "./tokens.ts";

/** Everything that policies may let an entity do. */
export interface Reach {
  readonly grants: readonly Grant[];
  /** All policies that it may come by now were read and understood. */
  readonly readable: boolean;
  /** Something shows that it had other rights before: what they let it read is known still, and stands nowhere. */
  readonly pastUnknown: boolean;
}

const EVERYTHING: Grant = { path: "*", capabilities: ["read"] };

/** What names policies, or why that is not known: it was not answered, or is of the past. */
type Named = readonly string[] | "unread" | "past";

/** What an entity may do and may have done: by its own policies, its groups', its tokens' and those of its sign-ins. */
export async function reachOf(
  config: VaultConfig,
  entity: Entity,
  tokens: TokensRead | null,
  trail: Trail,
): Promise<Reach> {
  const stated = [...(config.signInPolicies ?? []), ...(config.formerPolicies ?? [])];
  const named: Named[] = [["default"], entity.policies, stated, policiesOfTokens(tokens, trail)];
  for (const id of entity.group_ids) named.push((await groupOf(config, id, trail))?.policies ?? "unread");
  for (const alias of entity.aliases) named.push(await policiesOfSignIn(config, alias, trail));
  // A token may have been made with a policy that is on nothing else.
  named.push(tokens?.own.flatMap(({ policies }) => policies) ?? []);
  const grants = new Map<string, readonly Grant[] | "unread" | "past">();
  for (const name of new Set(named.flatMap((names) => (typeof names === "string" ? [] : names))))
    grants.set(name, await grantsOf(config, name, trail));
  const found = [...grants].flatMap(([name, list]) =>
    typeof list === "string" ? [] : list.map((grant) => ({ name, grant })),
  );
  const all = [...named, ...grants.values()];
  const isBare = !all.includes("unread") && found.every(({ name }) => name === "default");
  if (isBare) trail.find("members_hidden", `${entity.name} has no right left here: what it could read is not known.`);
  return {
    grants: found.map(({ grant }) => grant),
    readable: !all.includes("unread"),
    pastUnknown: isBare || all.includes("past"),
  };
}

function policiesOfTokens(tokens: TokensRead | null, trail: Trail): Named {
  if (tokens?.ownComplete) return [];
  trail.find("members_hidden", "What this person's tokens let read is not known: not all tokens could be looked up.");
  return "past";
}

/** What signing in by userpass gives is read from the user; of other sign-ins it is stated, or not known. */
async function policiesOfSignIn(config: VaultConfig, alias: Entity["aliases"][number], trail: Trail): Promise<Named> {
  if (alias.mount_type !== "userpass") {
    if (config.signInPolicies !== undefined) return [];
    const detail = `Which policies signing in by ${alias.mount_type} gives is not known; state them in the settings.`;
    trail.find("members_hidden", detail);
    return "unread";
  }
  const { mount, name } = userOf(alias);
  // The alias of a user stays when the user is deleted. It gives nothing now, and what it gave was read.
  const known = await keysAt(config, trail, usersBelow(mount));
  if (known.complete && !known.keys.includes(name)) {
    if (config.formerPolicies !== undefined) return [];
    const detail = `The sign-in ${name} at ${mount} was deleted: what it let read is not known; state former policies in the settings.`;
    trail.find("members_hidden", detail);
    return "past";
  }
  const { failure, status, json } = await trail.get(at(config, `${usersBelow(mount)}/${segment(name)}`));
  const user = failure === null && status === 200 ? readUser(json)?.data : undefined;
  return user === undefined ? "unread" : (user.token_policies ?? user.policies ?? []);
}

async function grantsOf(
  config: VaultConfig,
  name: string,
  trail: Trail,
): Promise<readonly Grant[] | "unread" | "past"> {
  if (name === "root") return [EVERYTHING];
  const { failure, status, json } = await trail.get(at(config, `sys/policies/acl/${segment(name)}`));
  // It grants nothing now. Whoever held it while it was there knows what it let them read.
  if (failure === null && status === 404) {
    trail.find("members_hidden", `The policy ${name} is named and not there: what it let read is not known.`);
    return "past";
  }
  const text = failure === null && status === 200 ? readPolicyText(json)?.data : undefined;
  const grants = text?.name === name ? readPolicy(text.policy) : null;
  if (grants === null) trail.find("unreadable_rows", `The policy ${name} is not understood.`);
  return grants ?? "unread";
}

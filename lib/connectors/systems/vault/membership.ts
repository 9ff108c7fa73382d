import { segment } from "../../kit/json.ts";
import { inRecord, unread } from "../../kit/kind-read.ts";
import type { AccessKind, FoundAccess } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import { at } from "./client.ts";
import type { VaultConfig } from "./config.ts";
import { entityOf } from "./entities.ts";
import { readGroup } from "./schema.ts";

/** A group by its identifier, and what it gives. */
export async function groupOf(config: VaultConfig, id: string, trail: Trail) {
  const { failure, status, json } = await trail.get(at(config, `identity/group/id/${segment(id)}`));
  const group = failure === null && status === 200 ? (readGroup(json)?.data ?? null) : null;
  if (group?.id === id) return group;
  trail.fail("unexpected_shape");
  return null;
}

/**
 * Groups that the entity itself is in. Without a lever: Vault takes the whole list of members in one call and compares
 * it with nothing, so that whoever was added a moment ago would be thrown out with the leaver.
 */
export function groupKind(config: VaultConfig): AccessKind {
  return {
    name: "group",
    layer: "group",
    words: "Groups",
    right: "It needs a policy with read on identity/entity/id/* and identity/group/id/*.",
    observable: true,
    list: async (account, trail) => {
      const entity = await entityOf(config, account, trail);
      if (entity === null || entity === "missing") return unread(entity === "missing");
      const rows: FoundAccess[] = [];
      for (const id of entity.direct_group_ids) {
        const group = await groupOf(config, id, trail);
        if (group === null) return unread();
        rows.push({ key: id, label: group.type === "external" ? `${group.name} (from outside)` : group.name });
      }
      return inRecord(rows);
    },
  };
}

/**
 * Policies that stand on the entity itself. What a group or a sign-in gives ends with those. Without a lever, as groups:
 * Vault takes the whole list and compares it with nothing, so that a policy which somebody took off a moment ago would be
 * given back by us, and no later read tells it from one that was never taken.
 */
export function policyKind(config: VaultConfig): AccessKind {
  return {
    name: "policy",
    layer: "entitlement",
    words: "Policies",
    right: "It needs a policy with read on identity/entity/id/*.",
    observable: true,
    list: async (account, trail) => {
      const entity = await entityOf(config, account, trail);
      if (entity === null || entity === "missing") return unread(entity === "missing");
      return inRecord(entity.policies.map((name) => ({ key: name, label: `Policy ${name}` })));
    },
  };
}

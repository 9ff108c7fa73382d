import type { RevokeOutcome } from "../../contract.ts";
import { segment } from "../../kit/json.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { ListRead } from "../../kit/read-list.ts";
import type { AccessKind } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { EntraConfig } from "./config.ts";
import { graphList, graphPath, kindRead, userPath } from "./graph.ts";
import { type Member, readMember } from "./schema.ts";

const FIELDS = "$select=id,displayName,groupTypes,membershipRuleProcessingState&$top=999";

/** Memberships as they take effect: directly, by a rule, or through groups within groups. */
export function groupKind(config: EntraConfig): AccessKind {
  return {
    name: "group",
    layer: "group",
    words: "Groups",
    right: "It needs the application permission GroupMember.Read.All, with an administrator's consent.",
    observable: true,
    list: async (account, trail) => {
      const read = await memberships(config, account, "transitiveMemberOf", trail);
      return kindRead(read, (row) => ({
        key: row.id,
        label: `${row.displayName || row.id}${isByRule(row) ? ", by a rule" : ""}`,
        facts: isByRule(row) ? { revivedByRule: true } : {},
      }));
    },
    end: (account, key, trail) => leave(config, account, key, trail),
  };
}

/** Groups of a collection that also holds roles and administrative units. */
async function memberships(
  config: EntraConfig,
  account: string,
  which: "memberOf" | "transitiveMemberOf",
  trail: Trail,
): Promise<ListRead<Member>> {
  const read = await graphList(config, trail, userPath(account, `/${which}?${FIELDS}`), readMember, ({ id }) => id);
  return { ...read, rows: read.rows.filter((row) => row["@odata.type"] === "#microsoft.graph.group") };
}

function isByRule({ groupTypes, membershipRuleProcessingState }: Member): boolean {
  return groupTypes?.includes("DynamicMembership") === true && membershipRuleProcessingState !== "Paused";
}

/** Only a direct membership can be ended here; what a rule or another group grants is said to be so. */
async function leave(config: EntraConfig, account: string, key: string, trail: Trail): Promise<RevokeOutcome> {
  const direct = await memberships(config, account, "memberOf", trail);
  if (!direct.complete) return incomplete(direct, trail);
  const row = direct.rows.find(({ id }) => id === key);
  if (row === undefined) {
    const all = await memberships(config, account, "transitiveMemberOf", trail);
    if (!all.complete) return incomplete(all, trail);
    if (!all.rows.some(({ id }) => id === key)) return { kind: "already_absent" };
    return { kind: "unsupported", reason: "the membership comes through another group; end that one instead" };
  }
  if (isByRule(row))
    return { kind: "unsupported", reason: "a rule of the group grants it; change what the rule reads" };
  const path = graphPath(`/groups/${segment(key)}/members/${segment(account)}/$ref`);
  return outcomeOf(await trail.send("DELETE", path), () => false);
}

function incomplete({ status }: ListRead<Member>, trail: Trail): RevokeOutcome {
  if (status === 404) return { kind: "already_absent" };
  return { kind: "unknown", cause: trail.failure ?? "unexpected_shape" };
}

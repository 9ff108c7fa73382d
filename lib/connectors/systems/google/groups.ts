import type { RevokeOutcome } from "../../contract.ts";
import { segment } from "../../kit/json.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { ListRead } from "../../kit/read-list.ts";
import type { AccessKind, FoundAccess, KindRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { GoogleConfig } from "./config.ts";
import { DIRECTORY, googleList } from "./lists.ts";
import { type GoogleGroup, readGroup, readMember } from "./schema.ts";

/** Groups asked for the groups they are in; somebody in more than that has an incomplete list. */
const GROUPS_MAX = 200;

/** Memberships as they take effect: Google lists direct ones, so the groups are asked in turn what they belong to. */
export function groupKind(config: GoogleConfig): AccessKind {
  return {
    name: "group",
    layer: "group",
    words: "Groups",
    right: "It needs the scope admin.directory.group.readonly (admin console, Security, Domain-wide delegation).",
    observable: true,
    list: (account, trail) => effective(config, account, trail),
    end: (account, key, trail) => leave(config, account, key, trail),
  };
}

async function effective(config: GoogleConfig, account: string, trail: Trail): Promise<KindRead> {
  const direct = await groupsOf(config, account, trail);
  const rows = new Map<string, FoundAccess>(direct.rows.map((group) => [group.id, row(group, "")]));
  let complete = direct.complete;
  const waiting = direct.rows.map(({ id }) => id);
  for (let asked = 0; waiting.length > 0 && complete; asked += 1) {
    const next = waiting.shift() ?? "";
    if (asked >= GROUPS_MAX) {
      trail.find("listing_capped", `Only ${GROUPS_MAX} groups were asked which groups they belong to.`);
      complete = false;
      break;
    }
    const parents = await groupsOf(config, next, trail);
    if (!parents.complete) complete = false;
    for (const parent of parents.rows) {
      if (rows.has(parent.id)) continue;
      rows.set(parent.id, row(parent, ", through another group"));
      waiting.push(parent.id);
    }
  }
  return { rows: [...rows.values()], complete, accountMissing: direct.status === 404 };
}

function groupsOf(config: GoogleConfig, member: string, trail: Trail): Promise<ListRead<GoogleGroup>> {
  const path = `${DIRECTORY}/groups?userKey=${encodeURIComponent(member)}&maxResults=200`;
  return googleList(config, trail, path, { kind: "admin#directory#groups", rows: "groups" }, readGroup, ({ id }) => id);
}

function row({ id, email, name }: GoogleGroup, how: string): FoundAccess {
  return { key: id, label: `${name || email || id}${how}` };
}

/** Only a direct membership can be ended; what another group grants is said to be so. */
async function leave(config: GoogleConfig, account: string, key: string, trail: Trail): Promise<RevokeOutcome> {
  const path = `${DIRECTORY}/groups/${segment(key)}/members/${segment(account)}`;
  const member = await trail.get(path);
  const before = outcomeOf(member, (json) => readMember(json)?.id === account);
  if (before.kind === "accepted") return outcomeOf(await trail.send("DELETE", path), () => false);
  if (before.kind !== "already_absent") return before;
  const all = await effective(config, account, trail);
  if (all.rows.some((one) => one.key === key)) {
    return { kind: "unsupported", reason: "the membership comes through another group; end that one instead" };
  }
  if (all.complete || all.accountMissing) return before;
  return { kind: "unknown", cause: trail.failure ?? "unexpected_shape" };
}

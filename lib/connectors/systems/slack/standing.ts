import { inRecord, unread } from "../../kit/kind-read.ts";
import type { AccessKind, FoundAccess } from "../../kit/rest-system.ts";
import { memberById } from "./accounts.ts";
import type { SlackMember } from "./schema.ts";

/**
 * What somebody may in a workspace beyond a member. It ends with the account; there is no lever for it alone. Of whoever
 * is deactivated Slack leaves it out: that it is not shown then takes nothing from them.
 */
export const standingKind: AccessKind = {
  name: "standing",
  layer: "entitlement",
  words: "Owners and administrators",
  right: "It needs the scope users:read (api.slack.com/apps, OAuth & Permissions).",
  observable: true,
  list: async (account, trail) => {
    const member = await memberById(account, trail);
    if (member === null || member === "missing") return unread(member === "missing");
    const shown = standingsOf(member);
    if (!shown.includes(null)) return inRecord(shown.flatMap((one) => (one?.held === true ? [one] : [])));
    trail.find("members_hidden", LEFT_OUT);
    // Every other access of a deactivated account is read as ever; what it was in the workspace is known to nobody.
    return member.deleted ? inRecord([]) : unread();
  },
  find: async (account, key, trail) => {
    const member = await memberById(account, trail);
    if (member === null || member === "missing") return unread(member === "missing");
    const one = standingsOf(member).find((standing) => standing?.key === key);
    if (one != null) return inRecord(one.held ? [one] : []);
    trail.find("members_hidden", LEFT_OUT);
    return unread();
  },
};

const LEFT_OUT =
  "Slack does not say of this account whether it is an owner or an administrator, as of whoever is deactivated. It may be one again when it is activated.";

interface Standing extends FoundAccess {
  readonly held: boolean;
}

/** null: Slack says neither yes nor no. */
function standingsOf(member: SlackMember): readonly (Standing | null)[] {
  return [
    standing("primary-owner", "Primary owner", member.is_primary_owner),
    standing("owner", "Owner of the workspace", member.is_owner),
    standing("admin", "Administrator of the workspace", member.is_admin),
  ];
}

function standing(key: string, label: string, held: boolean | undefined): Standing | null {
  return held === undefined ? null : { key, label, held };
}

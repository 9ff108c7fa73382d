import { inRecord, unread } from "../../kit/kind-read.ts";
import type { AccessKind } from "../../kit/rest-system.ts";
import { memberById } from "./accounts.ts";
import type { SlackMember } from "./schema.ts";

/** What somebody may in a workspace beyond a member. It ends with the account; there is no lever for it alone. */
export const standingKind: AccessKind = {
  name: "standing",
  layer: "entitlement",
  words: "Owners and administrators",
  right: "It needs the scope users:read (api.slack.com/apps, OAuth & Permissions).",
  observable: true,
  list: async (account, trail) => {
    const member = await memberById(account, trail);
    if (member === null || member === "missing") return unread(member === "missing");
    return inRecord(standingsOf(member));
  },
};

function standingsOf(member: SlackMember): readonly { readonly key: string; readonly label: string }[] {
  return [
    ...(member.is_primary_owner === true ? [{ key: "primary-owner", label: "Primary owner" }] : []),
    ...(member.is_owner === true ? [{ key: "owner", label: "Owner of the workspace" }] : []),
    ...(member.is_admin === true ? [{ key: "admin", label: "Administrator of the workspace" }] : []),
  ];
}

import type { AccessKind } from "../../kit/rest-system.ts";
import { standingOf } from "./account.ts";
import { INVITATION } from "./accounts.ts";
import type { GithubConfig } from "./config.ts";
import { NOTHING } from "./teams.ts";

/**
 * Being an owner of the organisation. It has no lever here: GitHub changes the role by the call that also invites, and
 * a call that could let somebody in is no way to take something away. It ends with the membership.
 */
export function ownerKind(config: GithubConfig): AccessKind {
  return {
    name: "role",
    layer: "entitlement",
    words: "Roles in the organisation",
    right: "It needs read access to members (organisation permission Members, or read:org on a classic token).",
    observable: true,
    list: async (account, trail) => {
      if (account.startsWith(INVITATION)) return NOTHING;
      const standing = await standingOf(config, account, trail);
      if (standing.kind === "missing" || standing.kind === "unreadable") {
        return { rows: [], complete: false, accountMissing: standing.kind === "missing" };
      }
      if (standing.kind === "collaborator" || standing.role === "member") return NOTHING;
      const key = standing.role ?? "unknown";
      const label = key === "admin" ? "Owner of the organisation" : `Role ${key} in the organisation`;
      return { rows: [{ key, label }], complete: true, accountMissing: false };
    },
  };
}

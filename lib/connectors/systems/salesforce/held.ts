import { z } from "zod";
import { type Instant, plus, SECOND } from "../../../core/instant.ts";
import type { HttpClient } from "../../http/client.ts";
import { timeOf } from "../../kit/json.ts";
import { timesOf } from "../../kit/kind-read.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { AccessKind } from "../../kit/rest-system.ts";
import type { SalesforceConfig } from "./config.ts";
import { heldKind } from "./kind.ts";
import { recordPath } from "./soql.ts";

const text = z.string().min(1);
const maybe = z.string().nullish();
const WHERE = "(Setup, Permission Sets, of the user that the app runs as)";

/** Sessions. Each ends by itself so long after it was last used as Salesforce says. */
export function sessionKind(config: SalesforceConfig): AccessKind {
  return heldKind(config, {
    name: "session",
    layer: "session",
    words: "Sessions",
    right: `It needs the permission Manage Users ${WHERE}.`,
    object: "AuthSession",
    fields: "Id, SessionType, CreatedDate, LastModifiedDate, NumSecondsValid",
    owner: "UsersId",
    needs: "PermissionsManageUsers",
    schema: z.object({
      Id: text,
      UsersId: text,
      SessionType: maybe,
      CreatedDate: maybe,
      LastModifiedDate: maybe,
      NumSecondsValid: z.number().nullish(),
    }),
    found: ({ Id, SessionType: type, CreatedDate, LastModifiedDate, NumSecondsValid: seconds }) => ({
      key: Id,
      label: `Session${type ? ` (${type})` : ""}`,
      facts: {
        ...timesOf({ issuedAt: CreatedDate, lastUsedAt: LastModifiedDate }),
        ...endOf(LastModifiedDate, seconds),
      },
    }),
  });
}

function endOf(last: string | null | undefined, seconds: number | null | undefined): { expiresAt?: Instant } {
  const from = timeOf(last);
  return from === undefined || seconds == null ? {} : { expiresAt: plus(from, seconds * SECOND) };
}

/**
 * Tokens of connected apps. Salesforce gives them no id, so that app and moment stand for one, and what revokes one is a
 * secret: it is asked for only to be sent back, and hidden before.
 */
export function tokenKind(config: SalesforceConfig, client: HttpClient): AccessKind {
  return heldKind(config, {
    name: "token",
    layer: "delegation",
    words: "Tokens of connected apps",
    right: `It needs the permission Customize Application ${WHERE}.`,
    object: "OauthToken",
    fields: "AppName, CreatedDate, LastUsedDate, DeleteToken",
    owner: "UserId",
    needs: "PermissionsCustomizeApplication",
    schema: z.object({ UserId: text, AppName: maybe, CreatedDate: text, LastUsedDate: maybe, DeleteToken: maybe }),
    found: ({ AppName: app, CreatedDate, LastUsedDate }) => ({
      key: `${app ?? ""}@${CreatedDate}`,
      label: `Token of ${app || "an app"}`,
      facts: timesOf({ issuedAt: CreatedDate, lastUsedAt: LastUsedDate }),
    }),
    end: async (_, { DeleteToken: token }, trail) => {
      if (!token) return { kind: "unsupported", reason: "Salesforce shows nothing by which this token can be revoked" };
      client.hide(token);
      const answer = await trail.send("POST", `/services/oauth2/revoke?token=${encodeURIComponent(token)}`);
      return outcomeOf(answer, (json) => json === undefined);
    },
  });
}

/** Ways to sign in through another provider. They can be ended in Setup alone. */
export function linkKind(config: SalesforceConfig): AccessKind {
  return heldKind(config, {
    name: "link",
    layer: "credential",
    words: "Sign-in through other providers",
    right: `It needs the permission Manage Users ${WHERE}.`,
    object: "ThirdPartyAccountLink",
    fields: "ThirdPartyAccountLinkKey, SsoProviderName, Handle",
    owner: "UserId",
    needs: "PermissionsManageUsers",
    schema: z.object({ ThirdPartyAccountLinkKey: text, UserId: text, SsoProviderName: maybe, Handle: maybe }),
    found: ({ ThirdPartyAccountLinkKey: key, SsoProviderName: provider, Handle: handle }) => ({
      key,
      label: `Sign-in through ${provider || "another provider"}${handle ? ` as ${handle}` : ""}`,
    }),
    end: null,
  });
}

/** Public groups and queues that the user is in by name. */
export function groupKind(config: SalesforceConfig): AccessKind {
  return heldKind(config, {
    name: "group",
    layer: "group",
    words: "Groups and queues",
    right: `It needs the permission Manage Users ${WHERE}.`,
    object: "GroupMember",
    fields: "Id, GroupId, Group.Name, Group.Type",
    owner: "UserOrGroupId",
    needs: "PermissionsManageUsers",
    schema: z.object({
      Id: text,
      GroupId: text,
      UserOrGroupId: text,
      Group: z.object({ Name: maybe, Type: maybe }).nullish(),
    }),
    found: ({ GroupId, Group: group }) => ({
      key: GroupId,
      label: `${group?.Type === "Queue" ? "Queue " : ""}${group?.Name || GroupId}`,
    }),
  });
}

/** Whoever names the leaver as the one who approves in their place. The key is who does. */
export function approverKind(config: SalesforceConfig): AccessKind {
  return heldKind(config, {
    name: "approver-for",
    layer: "delegation",
    words: "Delegated approvals",
    right: `It needs the permission Manage Users ${WHERE}.`,
    object: "User",
    fields: "Id, Name",
    owner: "DelegatedApproverId",
    needs: "PermissionsManageUsers",
    schema: z.object({ Id: text, Name: maybe, DelegatedApproverId: text }),
    found: ({ Id, Name }) => ({ key: Id, label: `Approves in place of ${Name || Id}` }),
    end: async (to, { Id }, trail) =>
      outcomeOf(await trail.send("PATCH", recordPath(to, "User", Id), { DelegatedApproverId: null }), () => false),
  });
}

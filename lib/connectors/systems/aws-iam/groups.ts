import type { AccessKind } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { AwsIamConfig } from "./config.ts";
import { iamList, type Parameters } from "./iam.ts";
import { type IamUser, readAttached, readGroup, readName } from "./schema.ts";
import { actOn, isAwsDenyAll, listOf, unreadable, userOf } from "./users.ts";

export function groupKind(config: AwsIamConfig): AccessKind {
  return {
    name: "group",
    layer: "group",
    words: "Groups",
    right: "It needs iam:ListGroupsForUser.",
    observable: true,
    list: (account, trail) =>
      listOf(config, account, trail, async (user) => {
        const read = await groupsOf(config, user, trail);
        return { ...read, rows: read.rows.map(({ GroupId: key, GroupName: label }) => ({ key, label })) };
      }),
    // A group is asked for by its name, which can change hands: it is read for this number right before.
    end: async (account, key, trail) => {
      const user = await userOf(config, account, trail);
      if (user === "missing") return { kind: "already_absent" };
      const read = user === null ? null : await groupsOf(config, user, trail);
      if (read === null || !read.complete) return unreadable(trail);
      const GroupName = read.rows.find(({ GroupId }) => GroupId === key)?.GroupName;
      if (GroupName === undefined) return { kind: "already_absent" };
      return actOn(config, account, trail, "RemoveUserFromGroup", { GroupName });
    },
  };
}

function groupsOf(config: AwsIamConfig, { UserName }: IamUser, trail: Trail) {
  return iamList(config, trail, {
    action: "ListGroupsForUser",
    parameters: { UserName },
    rows: "Groups",
    parse: readGroup,
    key: ({ GroupId }) => GroupId,
  });
}

/** Managed policies attached to somebody, those that deny everything aside. */
async function attachedTo(config: AwsIamConfig, trail: Trail, action: string, parameters: Parameters) {
  const read = await iamList(config, trail, {
    action,
    parameters,
    rows: "AttachedPolicies",
    parse: readAttached,
    key: ({ PolicyArn }) => PolicyArn,
  });
  return { ...read, rows: read.rows.filter(({ PolicyArn }) => !isAwsDenyAll(PolicyArn)) };
}

function inlineOf(config: AwsIamConfig, trail: Trail, action: string, parameters: Parameters) {
  const list = { action, parameters, rows: "PolicyNames", parse: readName, key: (name: string) => name };
  return iamList(config, trail, list);
}

/** Managed policies attached to the user. */
export function policyKind(config: AwsIamConfig): AccessKind {
  return {
    name: "policy",
    layer: "entitlement",
    words: "Policies attached to users",
    right: "It needs iam:ListAttachedUserPolicies.",
    observable: true,
    list: (account, trail) =>
      listOf(config, account, trail, async ({ UserName }) => {
        const read = await attachedTo(config, trail, "ListAttachedUserPolicies", { UserName });
        const rows = read.rows.map(({ PolicyArn, PolicyName }) => ({ key: PolicyArn, label: `Policy ${PolicyName}` }));
        return { ...read, rows };
      }),
    end: (account, key, trail) => actOn(config, account, trail, "DetachUserPolicy", { PolicyArn: key }),
  };
}

/** Policies written into the user. Those that only deny are of Closeout's making, and stay. */
export function inlineKind(config: AwsIamConfig, isDenial: (document: string) => boolean): AccessKind {
  return {
    name: "inline",
    layer: "entitlement",
    words: "Policies written into users",
    right: "It needs iam:ListUserPolicies.",
    observable: true,
    list: (account, trail) =>
      listOf(config, account, trail, async ({ UserName, UserPolicyList }) => {
        const read = await inlineOf(config, trail, "ListUserPolicies", { UserName });
        const denials = new Set(
          UserPolicyList.filter(({ PolicyDocument }) => isDenial(PolicyDocument)).map(({ PolicyName }) => PolicyName),
        );
        const rows = read.rows.filter((name) => !denials.has(name));
        return { ...read, rows: rows.map((name) => ({ key: name, label: `Inline policy ${name}` })) };
      }),
    end: (account, key, trail) => actOn(config, account, trail, "DeleteUserPolicy", { PolicyName: key }),
  };
}

/** What the user may do through a group. It ends with the membership, and has no lever of its own. */
export function inheritedKind(config: AwsIamConfig): AccessKind {
  return {
    name: "group-policy",
    layer: "entitlement",
    words: "Policies of groups",
    right: "It needs iam:ListGroupsForUser, iam:ListAttachedGroupPolicies and iam:ListGroupPolicies.",
    observable: true,
    list: (account, trail) =>
      listOf(config, account, trail, async (user) => {
        const groups = await groupsOf(config, user, trail);
        let complete = groups.complete;
        const rows: { key: string; label: string }[] = [];
        for (const { GroupName, GroupId } of groups.rows) {
          const attached = await attachedTo(config, trail, "ListAttachedGroupPolicies", { GroupName });
          const inline = await inlineOf(config, trail, "ListGroupPolicies", { GroupName });
          complete &&= attached.complete && inline.complete;
          const names = [
            ...attached.rows.map(({ PolicyArn, PolicyName }) => [PolicyArn, PolicyName] as const),
            ...inline.rows.map((name) => [name, name] as const),
          ];
          const label = (name: string) => `Policy ${name}, through the group ${GroupName}`;
          rows.push(...names.map(([id, name]) => ({ key: `${GroupId}/${id}`, label: label(name) })));
        }
        return { rows, complete };
      }),
    end: async () => ({ kind: "unsupported", reason: "the policy is a group's: end the membership of that group" }),
  };
}

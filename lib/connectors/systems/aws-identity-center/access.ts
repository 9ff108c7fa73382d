import type { AccessKind, KindRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import { isEmpty } from "./accounts.ts";
import type { IdentityCenterConfig } from "./config.ts";
import { type Assignment, readAssignment, readDeletion, readMembership } from "./schema.ts";
import { ADMIN, actOutcome, ask, STORE, storeList } from "./store.ts";

/** Groups, asked for by their member: a group's own member list stays empty over SCIM. */
export function groupKind(config: IdentityCenterConfig): AccessKind {
  const IdentityStoreId = config.identityStoreId;
  const memberships = (account: string, trail: Trail) =>
    storeList(config, trail, {
      target: `${STORE}.ListGroupMembershipsForMember`,
      body: { IdentityStoreId, MemberId: { UserId: account } },
      rows: "GroupMemberships",
      // A membership of somebody else in the answer: then it is not the answer.
      parse: (json) => {
        const row = readMembership(json);
        return row?.MemberId.UserId === account ? row : null;
      },
      key: ({ GroupId }) => GroupId,
    });
  return {
    name: "group",
    layer: "group",
    words: "Group memberships",
    right: "It needs identitystore:ListGroupMembershipsForMember.",
    observable: true,
    list: async (account, trail) => {
      const { rows, complete, status } = await memberships(account, trail);
      const found = rows.map(({ GroupId }) => ({ key: GroupId, label: `Group ${GroupId}` }));
      return { rows: found, complete, accountMissing: status === 404 };
    },
    end: async (account, key, trail) => {
      const { rows, complete, status } = await memberships(account, trail);
      const MembershipId = rows.find(({ GroupId }) => GroupId === key)?.MembershipId;
      if (MembershipId === undefined) return unlisted(complete || status === 404, trail);
      return actOutcome(await ask(trail, `${STORE}.DeleteGroupMembership`, { IdentityStoreId, MembershipId }), isEmpty);
    },
  };
}

function unlisted(isWhole: boolean, { failure, exchanges }: Trail) {
  if (isWhole) return { kind: "already_absent" } as const;
  if (failure === "unauthorised") {
    return { kind: "refused", reason: `the service answered ${exchanges.at(-1)?.status}` } as const;
  }
  return { kind: "unknown", cause: failure ?? "unexpected_shape" } as const;
}

/** Permission sets in AWS accounts, assigned to the user or to a group of theirs. */
export function assignmentKind(config: IdentityCenterConfig): AccessKind {
  const InstanceArn = config.instanceArn;
  const keyOf = ({ AccountId, PermissionSetArn, PrincipalId }: Assignment) =>
    `${AccountId}/${PrincipalId}/${PermissionSetArn}`;
  const read = (account: string, trail: Trail) =>
    storeList(config, trail, {
      target: `${ADMIN}.ListAccountAssignmentsForPrincipal`,
      body: { InstanceArn, PrincipalId: account, PrincipalType: "USER" },
      rows: "AccountAssignments",
      // A user's assignment in the answer that is somebody else's: then it is not the answer, and nothing of it is ended.
      parse: (json) => {
        const row = readAssignment(json);
        return row?.PrincipalType === "USER" && row.PrincipalId !== account ? null : row;
      },
      key: keyOf,
    });
  const list = async (account: string, trail: Trail): Promise<KindRead> => {
    const { rows, complete, status } = await read(account, trail);
    const found = rows.map((row) => {
      const set = row.PermissionSetArn.split("/").at(-1);
      const through = row.PrincipalType === "USER" ? "" : `, through the group ${row.PrincipalId}`;
      return { key: keyOf(row), label: `Permission set ${set} in account ${row.AccountId}${through}` };
    });
    return { rows: found, complete, accountMissing: status === 404 };
  };
  return {
    name: "assignment",
    layer: "entitlement",
    words: "Assignments of AWS accounts",
    right: "It needs sso:ListAccountAssignmentsForPrincipal.",
    observable: true,
    list,
    end: async (account, key, trail) => {
      const { rows, complete, status } = await read(account, trail);
      const row = rows.find((one) => keyOf(one) === key);
      if (row === undefined) return unlisted(complete || status === 404, trail);
      if (row.PrincipalType !== "USER") {
        return { kind: "unsupported", reason: "the assignment is a group's: end the membership of that group" };
      }
      const { AccountId: TargetId, PermissionSetArn, PrincipalId, PrincipalType } = row;
      const body = { InstanceArn, TargetId, TargetType: "AWS_ACCOUNT", PermissionSetArn, PrincipalType, PrincipalId };
      const answer = await ask(trail, `${ADMIN}.DeleteAccountAssignment`, body);
      // It is carried out later: what is accepted here may fail.
      return actOutcome(answer, (json) => {
        const word = readDeletion(json)?.AccountAssignmentDeletionStatus.Status;
        return word === "IN_PROGRESS" || word === "SUCCEEDED";
      });
    },
  };
}

import { z } from "zod";
import { reader } from "../../kit/json.ts";

const text = z.string().min(1);
const maybe = z.string().nullish();

const user = z.object({
  IdentityStoreId: text,
  UserId: text,
  UserName: maybe,
  DisplayName: maybe,
  UserStatus: maybe,
  Emails: z.array(z.object({ Value: maybe })).nullish(),
  ExternalIds: z.array(z.object({ Id: maybe })).nullish(),
});
export type StoreUser = z.infer<typeof user>;
export const readUser = reader(user);

export const readMembership = reader(
  z.object({ MembershipId: text, GroupId: text, MemberId: z.object({ UserId: text }) }),
);

const assignment = z.object({ AccountId: text, PermissionSetArn: text, PrincipalId: text, PrincipalType: text });
export type Assignment = z.infer<typeof assignment>;
export const readAssignment = reader(assignment);

export const readError = reader(z.object({ __type: text, Message: maybe, message: maybe }));

export const readDeletion = reader(z.object({ AccountAssignmentDeletionStatus: z.object({ Status: text }) }));

import { z } from "zod";
import { reader } from "../../kit/json.ts";

const text = z.string().min(1);
const maybe = z.string().nullish();
const type = { "@odata.type": text };

const user = z.object({
  id: text,
  userPrincipalName: text,
  displayName: maybe,
  mail: maybe,
  otherMails: z.array(z.string()).nullish(),
  proxyAddresses: z.array(z.string()).nullish(),
  employeeId: maybe,
  accountEnabled: z.boolean().nullish(),
});
export type EntraUser = z.infer<typeof user>;
export const readUser = reader(user);

/** What is read of an account. */
export const USER_FIELDS = "id,userPrincipalName,displayName,mail,otherMails,proxyAddresses,employeeId,accountEnabled";

export const readSignIn = reader(
  z.object({ id: text, accountEnabled: z.boolean(), signInSessionsValidFromDateTime: maybe }),
);

const object = z.object({ ...type, id: text, displayName: maybe });
export const readObject = reader(object);

const member = object.extend({
  groupTypes: z.array(z.string()).nullish(),
  membershipRuleProcessingState: maybe,
});
export type Member = z.infer<typeof member>;
export const readMember = reader(member);

export const readLicence = reader(z.object({ skuId: text, skuPartNumber: maybe }));

export const readLicenceStates = reader(
  z.object({
    id: text,
    licenseAssignmentStates: z.array(z.object({ skuId: text, assignedByGroup: maybe })),
  }),
);

const appRole = z.object({ id: text, principalId: text, principalType: maybe, resourceDisplayName: maybe });
export type AppRole = z.infer<typeof appRole>;
export const readAppRole = reader(appRole);

export const readRole = reader(
  z.object({ id: text, principalId: text, roleDefinition: z.object({ displayName: maybe }).nullish() }),
);

export const readConsent = reader(z.object({ id: text, clientId: text, principalId: maybe, scope: maybe }));

export const readMethod = reader(z.object({ ...type, id: text, displayName: maybe, createdDateTime: maybe }));

export const readOwner = reader(z.object({ id: text, accountEnabled: z.boolean().nullish() }));

export const readAudit = reader(
  z.object({
    id: text,
    activityDateTime: text,
    result: maybe,
    targetResources: z.array(z.object({ id: maybe })),
  }),
);

export const readPrincipal = reader(
  z.object({
    id: text,
    appId: maybe,
    appDisplayName: maybe,
    displayName: maybe,
    appOwnerOrganizationId: maybe,
    homepage: maybe,
  }),
);

export const readAssigned = reader(
  z.object({ id: text, principalId: text, principalType: maybe, createdDateTime: maybe }),
);

export const readGrant = reader(z.object({ id: text, clientId: text, principalId: maybe, scope: maybe }));

const signInEvent = z.object({
  id: text,
  createdDateTime: z.iso.datetime({ offset: true }),
  appId: maybe,
  userId: maybe,
  userPrincipalName: maybe,
  status: z.object({ errorCode: z.int().nullish() }).nullish(),
});
export type SignInEvent = z.infer<typeof signInEvent>;
export const readSignInEvent = reader(signInEvent);

export const readWorkflow = reader(z.object({ id: text, displayName: maybe, category: maybe }));

export const readUserResult = reader(
  z.object({ id: text, completedDateTime: maybe, subject: z.object({ id: text }).nullish() }),
);

const taskResult = z.object({
  id: text,
  completedDateTime: maybe,
  processingStatus: text,
  task: z.object({ displayName: maybe, taskDefinitionId: maybe }).nullish(),
});
export type TaskResult = z.infer<typeof taskResult>;
export const readTaskResult = reader(taskResult);

import { z } from "zod";
import { reader } from "../../kit/json.ts";

const id = z.number().int().positive();
const text = z.string().min(1);
const maybe = z.string().nullish();

const user = z.object({ id, login: text, type: maybe, name: maybe });
export type GithubUser = z.infer<typeof user>;
export const readUser = reader(user);

export const readMembership = reader(z.object({ state: text, role: maybe, user: z.object({ id, login: text }) }));

const invitation = z.object({ id, login: maybe, email: maybe });
export type Invitation = z.infer<typeof invitation>;
export const readInvitation = reader(invitation);

export const readOrg = reader(z.object({ login: text, id }));

const team = z.object({ id, slug: text, name: text });
export type Team = z.infer<typeof team>;
export const readTeam = reader(team);

export const readTeamMembership = reader(z.object({ state: text, role: maybe }));

export const readGrant = reader(
  z.object({
    id,
    owner: z.object({ id, login: text }),
    token_name: maybe,
    token_expired: z.boolean().nullish(),
    token_expires_at: maybe,
    token_last_used_at: maybe,
  }),
);

export const readAuthorization = reader(
  z.object({
    login: text,
    credential_id: id,
    credential_type: text,
    credential_authorized_at: maybe,
    authorized_credential_title: maybe,
    authorized_credential_note: maybe,
    authorized_credential_expires_at: maybe,
  }),
);

const deployKey = z.object({
  id,
  title: maybe,
  created_at: maybe,
  last_used: maybe,
  added_by: maybe,
  read_only: z.boolean().nullish(),
  enabled: z.boolean().nullish(),
});
export type DeployKey = z.infer<typeof deployKey>;
export const readDeployKey = reader(deployKey);

export const readActivity = reader(z.object({ actor: z.object({ id }) }));

export const readPermission = reader(z.object({ permission: text }));

export const readSecretsPage = reader(z.object({ total_count: z.number().int(), secrets: z.array(z.unknown()) }));

export const readEnvironmentsPage = reader(
  z.object({ total_count: z.number().int(), environments: z.array(z.unknown()) }),
);
export const readEnvironment = reader(z.object({ name: text }));

const actionsSecret = z.object({ name: text, updated_at: text });
export type ActionsSecret = z.infer<typeof actionsSecret>;
export const readActionsSecret = reader(actionsSecret);

const mails = z.array(z.object({ value: text })).nullish();
const identity = z.object({
  guid: text,
  samlIdentity: z.object({ nameId: maybe, emails: mails }).nullish(),
  scimIdentity: z.object({ username: maybe, emails: mails }).nullish(),
  user: z.object({ databaseId: id }).nullish(),
});
export type Identity = z.infer<typeof identity>;
export const readIdentity = reader(identity);

export const readMailed = reader(z.object({ databaseId: id, organizationVerifiedDomainEmails: z.array(z.string()) }));

const connection = z.object({
  nodes: z.array(z.unknown()),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: maybe }),
});

/** An answer of GraphQL: an error in it makes the whole of it worthless, although the status is 200. */
export const readGraph = reader(
  z.object({
    errors: z.undefined().optional(),
    data: z.object({
      organization: z.object({
        membersWithRole: connection.optional(),
        samlIdentityProvider: z.object({ externalIdentities: connection }).nullish(),
      }),
    }),
  }),
);

import type { ObservedFacts } from "../../../core/access/observation.ts";
import { folded, segment, timeOf } from "../../kit/json.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { ListRead } from "../../kit/read-list.ts";
import type { AccessKind, FoundAccess, KindRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import { loginOf } from "./account.ts";
import { INVITATION } from "./accounts.ts";
import type { GithubConfig } from "./config.ts";
import { githubList, orgPath } from "./github.ts";
import { readAuthorization, readGrant } from "./schema.ts";
import { NOTHING, unnamed } from "./teams.ts";

/** Fine-grained personal access tokens that reach the organisation. */
export function tokenKind(config: GithubConfig): AccessKind {
  return {
    name: "token",
    layer: "credential",
    words: "Fine-grained personal access tokens",
    right:
      "It needs a GitHub App with the organisation permission Personal access tokens; GitHub shows them to no token.",
    observable: true,
    list: (account, trail) =>
      ofLogin(config, account, trail, async (login) => {
        const below = `/personal-access-tokens?owner%5B%5D=${encodeURIComponent(login)}`;
        const read = await githubList(config, trail, below, readGrant, ({ id }) => String(id));
        return owned(
          trail,
          read,
          ({ owner }) => String(owner.id) === account,
          (grant) => ({
            key: String(grant.id),
            label: `Fine-grained token ${grant.token_name ?? grant.id}`,
            presence: grant.token_expired === true ? "disabled" : "active",
            facts: facts(null, grant.token_expires_at, grant.token_last_used_at),
          }),
        );
      }),
    end: async (_, key, trail) => {
      const path = orgPath(config, `/personal-access-tokens/${segment(key)}`);
      return outcomeOf(await trail.send("POST", path, { action: "revoke" }), () => false);
    },
  };
}

/** Classic tokens and SSH keys that single sign-on authorised for the organisation. Others do not reach it. */
export function authorizationKind(config: GithubConfig): AccessKind {
  return {
    name: "sso",
    layer: "credential",
    words: "Tokens and SSH keys authorised by single sign-on",
    right:
      "They exist in organisations of GitHub Enterprise Cloud with SAML alone, and need read:org of an owner's token or the organisation permission Administration.",
    observable: true,
    list: (account, trail) =>
      ofLogin(config, account, trail, async (login) => {
        const below = `/credential-authorizations?login=${encodeURIComponent(login)}`;
        const read = await githubList(config, trail, below, readAuthorization, (row) => String(row.credential_id));
        return owned(
          trail,
          read,
          (row) => folded(row.login) === folded(login),
          (row) => ({
            key: String(row.credential_id),
            label: `${row.credential_type} ${row.authorized_credential_title || row.authorized_credential_note || row.credential_id}`,
            facts: facts(row.credential_authorized_at, row.authorized_credential_expires_at, null),
          }),
        );
      }),
    end: async (_, key, trail) => {
      const path = orgPath(config, `/credential-authorizations/${segment(key)}`);
      return outcomeOf(await trail.send("DELETE", path), () => false);
    },
  };
}

async function ofLogin(
  config: GithubConfig,
  account: string,
  trail: Trail,
  read: (login: string) => Promise<KindRead>,
): Promise<KindRead> {
  if (account.startsWith(INVITATION)) return NOTHING;
  const { login, answer } = await loginOf(config, account, trail);
  return login === null ? unnamed(answer.status, trail.failure !== null) : read(login);
}

/** Rows of this account alone: a list that also shows others did not look at what it was asked for. */
function owned<Row>(
  trail: Trail,
  read: ListRead<Row>,
  isOwn: (row: Row) => boolean,
  map: (row: Row) => FoundAccess,
): KindRead {
  const own = read.rows.filter(isOwn);
  if (own.length < read.rows.length) {
    trail.find("filter_not_honoured", "GitHub answered with credentials of others; nothing is concluded.");
    trail.fail("unexpected_shape");
  }
  return { rows: own.map(map), complete: read.complete && own.length === read.rows.length, accountMissing: false };
}

function facts(
  issued: string | null | undefined,
  expires: string | null | undefined,
  used: string | null | undefined,
): ObservedFacts {
  const [issuedAt, expiresAt, lastUsedAt] = [timeOf(issued), timeOf(expires), timeOf(used)];
  return {
    ...(issuedAt === undefined ? {} : { issuedAt }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
  };
}

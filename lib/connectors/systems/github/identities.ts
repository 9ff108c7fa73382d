import { readList } from "../../kit/read-list.ts";
import type { Trail } from "../../kit/trail.ts";
import type { GithubConfig } from "./config.ts";
import { type Identity, readGraph, readIdentity, readMailed } from "./schema.ts";

/** Mails by the number of the member that carries them. */
export interface Mails {
  readonly of: ReadonlyMap<number, readonly string[]>;
  readonly complete: boolean;
}

const SAML = `query($org:String!,$after:String){organization(login:$org){samlIdentityProvider{externalIdentities(first:100,after:$after){
nodes{guid samlIdentity{nameId emails{value}} scimIdentity{username emails{value}} user{databaseId}}
pageInfo{hasNextPage endCursor}}}}}`;

const DOMAINS = `query($org:String!,$after:String){organization(login:$org){membersWithRole(first:100,after:$after){
nodes{databaseId organizationVerifiedDomainEmails(login:$org)} pageInfo{hasNextPage endCursor}}}}`;

/** Whether a request only asks: GraphQL reads by POST. */
export function onlyAsks(method: string, path: string, body: string | null): boolean {
  return method === "POST" && path === "/graphql" && (body ?? "").startsWith('{"query":"query(');
}

/** Reads who carries which mail, as far as the organisation knows it. */
export async function mailsOf(config: GithubConfig, trail: Trail): Promise<Mails> {
  if (config.identities === "none") return { of: new Map(), complete: true };
  const read =
    config.identities === "saml"
      ? await graphList(config, trail, SAML, readIdentity, ({ guid }) => guid)
      : await graphList(config, trail, DOMAINS, readMailed, ({ databaseId }) => String(databaseId));
  const of = new Map<number, readonly string[]>();
  for (const row of read.rows) {
    if ("guid" in row) {
      // Somebody may be linked by two identities: the mails of one do not stand for those of the other.
      if (row.user != null)
        of.set(row.user.databaseId, [...(of.get(row.user.databaseId) ?? []), ...identityMails(row)]);
    } else if (row.organizationVerifiedDomainEmails.length > 0) {
      of.set(row.databaseId, row.organizationVerifiedDomainEmails);
    }
  }
  return { of, complete: read.complete };
}

function identityMails({ samlIdentity, scimIdentity }: Identity): readonly string[] {
  const named = [samlIdentity?.nameId ?? "", scimIdentity?.username ?? ""];
  const mailed = [...(samlIdentity?.emails ?? []), ...(scimIdentity?.emails ?? [])].map(({ value }) => value);
  return [...new Set([...named, ...mailed].filter((value) => value !== ""))];
}

function graphList<Row>(
  config: GithubConfig,
  trail: Trail,
  query: string,
  parse: (json: unknown) => Row | null,
  key: (row: Row) => string,
) {
  return readList(trail, {
    path: "",
    ask: (after) =>
      trail.send("POST", "/graphql", { query, variables: { org: config.org, after: after === "" ? null : after } }),
    page: ({ json }) => {
      const organisation = readGraph(json)?.data.organization;
      const rows = organisation?.membersWithRole ?? organisation?.samlIdentityProvider?.externalIdentities;
      if (rows === undefined) return null;
      const { hasNextPage, endCursor } = rows.pageInfo;
      return { rows: rows.nodes, next: hasNextPage ? (endCursor ?? "elsewhere") : null };
    },
    parse,
    key,
    pagesMax: config.pagesMax,
  });
}

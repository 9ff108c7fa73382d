import type { AccessRecord, AccountRecord, CorrelationKeys, Finding, Listing, Look, Target } from "../../contract.ts";
import { carriesKey } from "../../kit/carries-key.ts";
import { listed, listedInPart, seen, unseen } from "../../kit/replies.ts";
import { Asking, type Registry } from "./registry.ts";
import { endOf, factsOf, isKeyOf } from "./tokens.ts";

/** The one account that the token shows. Never the whole list: a registry does not show its other accounts. */
export async function listAccounts(registry: Registry, signal: AbortSignal): Promise<Listing<AccountRecord>> {
  const asking = new Asking(signal);
  const name = await asking.signsInAs(registry.own);
  const sought = "the account of the token";
  if (name !== registry.config.account) {
    const list = listedInPart<AccountRecord>(sought, asking.exchanges, asking.failure ?? "unauthorised");
    return { ...list, retryAfter: asking.retryAfter };
  }
  const row = {
    nativeId: name,
    userName: name,
    displayName: null,
    emails: [],
    externalId: null,
    presence: "active",
  } as const;
  return listedInPart<AccountRecord>(sought, asking.exchanges, null, [ONE_ACCOUNT], [row]);
}

const ONE_ACCOUNT: Finding = {
  code: "key_not_searchable",
  detail: "A registry shows only the account whose token is used; whoever else has an account there is not seen.",
};

export async function findAccounts(
  registry: Registry,
  keys: CorrelationKeys,
  signal: AbortSignal,
): Promise<Listing<AccountRecord>> {
  const all = await listAccounts(registry, signal);
  return { ...all, rows: all.rows.filter((row) => carriesKey(row, keys)) };
}

/** Every token of the account. */
export async function listAccess(
  registry: Registry,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Listing<AccessRecord>> {
  const sought = `tokens of ${registry.config.account}`;
  if (!ids.includes(registry.config.account)) return listedInPart(sought, [], null, [ONE_ACCOUNT]);
  const asking = new Asking(signal);
  const tokens = await asking.tokens(registry);
  if (tokens === null) {
    const list = listedInPart<AccessRecord>(sought, asking.exchanges, asking.failure ?? "unexpected_shape");
    return { ...list, retryAfter: asking.retryAfter };
  }
  const rows = tokens.map(
    (token): AccessRecord => ({
      accountNativeId: registry.config.account,
      layer: "credential",
      nativeKey: token.key,
      label: `Token ${token.key.slice(0, 8)}${token.readonly ? ", read only" : ""}`,
      facts: factsOf(token),
    }),
  );
  return listed(sought, asking.exchanges, rows);
}

/**
 * A token that is listed is usable. One that is not listed is usable too, as far as anybody knows: registries go on
 * accepting tokens that they deleted. Only where the token itself is known can it be tried, and seen refused.
 */
export async function observe(registry: Registry, target: Target, signal: AbortSignal): Promise<Look> {
  const asking = new Asking(signal);
  const sought = `${target.layer} ${target.nativeKey} of ${target.accountNativeId}`;
  const blind = (findings: readonly Finding[] = []): Look => ({
    ...unseen(sought, asking.exchanges, asking.failure, findings),
    retryAfter: asking.retryAfter,
  });
  const name = await asking.signsInAs(registry.own);
  if (name !== registry.config.account) return blind();
  if (target.layer === "account") {
    if (target.nativeKey !== name) return blind([ONE_ACCOUNT]);
    return seen(sought, asking.exchanges, { presence: "active", completeness: "lookup" });
  }
  const { leaver } = registry;
  if (leaver !== null && isKeyOf(target.nativeKey, leaver.token)) return tried(leaver, asking, sought, blind);
  const tokens = await asking.tokens(registry);
  const token = tokens?.find(({ key }) => key === target.nativeKey);
  if (token === undefined) return blind(tokens === null ? [] : [DELETED_IS_NOT_REFUSED]);
  return seen(sought, asking.exchanges, { presence: "active", completeness: "lookup", facts: factsOf(token) });
}

const DELETED_IS_NOT_REFUSED: Finding = {
  code: "reply_contradicts",
  detail:
    "The token is not listed. Registries go on accepting deleted tokens; only trying the token itself would prove it refused.",
};

async function tried(
  leaver: NonNullable<Registry["leaver"]>,
  asking: Asking,
  sought: string,
  blind: () => Look,
): Promise<Look> {
  const name = await asking.signsInAs(leaver.client);
  if (name === null) return blind();
  const end = endOf(leaver.token);
  const facts = name === "" || end === null ? {} : { expiresAt: end };
  return seen(sought, asking.exchanges, { presence: name === "" ? "absent" : "active", completeness: "lookup", facts });
}

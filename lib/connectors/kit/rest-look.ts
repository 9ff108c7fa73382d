import type { Completeness, ObservedFacts, Presence } from "../../core/access/observation.ts";
import type { Look, Target } from "../contract.ts";
import { kindOf, type RestSystem } from "./rest-system.ts";
import type { Trail } from "./trail.ts";

/**
 * Looks at one account by its identifier, or at one access by listing its kind anew. "There is none" is believed only
 * after another account could be read at the same moment: a wrong address, a lost right and another tenant's path
 * answer 404 too.
 */
export async function lookAt(system: RestSystem, target: Target, control: string | null, trail: Trail): Promise<Look> {
  const account = target.accountNativeId;
  if (target.layer === "account") return accountLook(system, account, control, trail, `account ${account}`);
  const sought = `${target.nativeKey} of account ${account}`;
  const found = kindOf(system, target);
  if (found === null || !found.kind.observable) return blind(trail, sought);
  const { kind, key } = found;
  const read = await (kind.find?.(account, key, trail) ?? kind.list(account, trail));
  const completeness = kind.find === undefined ? "complete" : "lookup";
  const row = read.rows.find((one) => one.key === key);
  if (row !== undefined) return look(trail, row.presence ?? "active", completeness, sought, row.facts);
  if (read.accountMissing) return withoutAccount(system, account, control, trail, sought);
  if (!read.complete) return blind(trail, sought);
  const facts = (await kind.gone?.(account, key, trail)) ?? {};
  return trail.failure === null ? look(trail, "absent", completeness, sought, facts) : blind(trail, sought);
}

/** Whoever has no account has nothing that hangs on it. An account that is there contradicts its own missing list. */
async function withoutAccount(
  system: RestSystem,
  account: string,
  control: string | null,
  trail: Trail,
  sought: string,
): Promise<Look> {
  const seen = await accountLook(system, account, control, trail, sought);
  if (seen.presence === "absent" || seen.presence === "unknown") return seen;
  trail.find("reply_contradicts", "The account is there, and the target does not know what hangs on it.");
  return blind(trail, sought);
}

async function accountLook(
  system: RestSystem,
  account: string,
  control: string | null,
  trail: Trail,
  sought: string,
): Promise<Look> {
  const seen = await system.lookAtAccount(account, trail);
  if (seen.kind === "unreadable") return blind(trail, sought);
  if (seen.kind === "seen") {
    return seen.presence === "unknown"
      ? blind(trail, sought)
      : look(trail, seen.presence, "lookup", sought, seen.facts);
  }
  const other = await anotherAccount(system, account, control, trail);
  if (other) return look(trail, "absent", "lookup", sought);
  trail.find("control_read_failed", "The account is not found, and no other account could be read either.");
  return blind(trail, sought);
}

/** Whether somebody else can be read by id right now: the one that the last check named, else one from a list. */
async function anotherAccount(system: RestSystem, not: string, control: string | null, trail: Trail): Promise<boolean> {
  if (control !== null && control !== not && (await isSeen(system, control, trail))) return true;
  if (trail.failure !== null) return false;
  const other = (await system.someAccounts(trail)).find((id) => id !== not);
  return other !== undefined && (await isSeen(system, other, trail));
}

async function isSeen(system: RestSystem, account: string, trail: Trail): Promise<boolean> {
  return (await system.lookAtAccount(account, trail)).kind === "seen" && trail.failure === null;
}

function look(
  { exchanges, findings, retryAfter, failure }: Trail,
  presence: Presence,
  completeness: Completeness,
  sought: string,
  facts: ObservedFacts = {},
): Look {
  return { presence, completeness, facts, sought, failure, findings, exchanges, retryAfter };
}

function blind(trail: Trail, sought: string): Look {
  trail.fail("unexpected_shape");
  return look(trail, "unknown", "failed", sought);
}

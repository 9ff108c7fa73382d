import type { CheckReport } from "../contract.ts";
import type { RestSystem } from "./rest-system.ts";
import type { Trail } from "./trail.ts";

/**
 * Reads what is needed to say what this credential can see: who answers, some accounts, and each kind of access of one
 * of them. Only reads: checking a system changes nothing in it. What could not be read is kept as `unreadable`, so
 * that the layer is not promised until the next check can read it.
 */
export async function checkRest(system: RestSystem, trail: Trail): Promise<CheckReport> {
  const problem = await system.greet(trail);
  if (problem !== null) return report(trail, [problem], false, {});
  const accounts = await system.someAccounts(trail);
  const [sample] = accounts;
  if (sample === undefined) {
    const word =
      trail.failure === null ? "The system shows no account." : `Accounts cannot be read. ${system.accountRight}`;
    return report(trail, [word], trail.failure === null, {});
  }
  const findings: string[] = [];
  const unreadable: string[] = [];
  for (const kind of system.kinds) {
    const read = await kind.list(sample, trail);
    if ((read.complete || read.pastUnknown) && (await kind.probe?.(trail)) !== false) continue;
    unreadable.push(kind.name);
    findings.push(`${kind.words} cannot be read; that layer is not covered until they can. ${kind.right}`);
  }
  // What a missing right hid is said in words above; it is no failure of the check.
  trail.failure = null;
  // Somebody in the middle: the first of a list is most often an administrator, whom narrow rights hide.
  const controlAccountId = accounts[Math.floor(accounts.length / 2)] ?? null;
  return report(trail, [...findings, ...system.limits], true, { controlAccountId, unreadable });
}

function report(
  { exchanges, retryAfter, failure }: Trail,
  findings: readonly string[],
  authorised: boolean,
  dialect: CheckReport["dialect"],
): CheckReport {
  const reached = exchanges.some(({ status }) => status !== null) && failure !== "redirect";
  return { reachable: reached, authorised, findings, dialect, exchanges, retryAfter };
}

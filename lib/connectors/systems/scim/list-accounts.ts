import type { AccountRecord, Listing } from "../../contract.ts";
import { accountRecord } from "./map.ts";
import { readPages } from "./pages.ts";
import { parseUser } from "./schema.ts";
import type { ScimSession } from "./session.ts";

/** Every account of the system, page by page. */
export async function listAccounts(session: ScimSession, signal: AbortSignal): Promise<Listing<AccountRecord>> {
  const read = await readPages(session, "/Users", "", parseUser, signal);
  return {
    rows: read.rows.map(accountRecord),
    complete: read.complete,
    failure: read.failure,
    sought: "all accounts",
    findings: read.findings,
    exchanges: read.exchanges,
    retryAfter: read.retryAfter,
  };
}

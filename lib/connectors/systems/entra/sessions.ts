import type { ObservedFacts } from "../../../core/access/observation.ts";
import { type Instant, instant, MINUTE, plus } from "../../../core/instant.ts";
import { timeOf } from "../../kit/json.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { AccessKind, KindRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { EntraConfig } from "./config.ts";
import { graphList, graphPath, quoted, userPath } from "./graph.ts";
import { readAudit, readSignIn } from "./schema.ts";

/**
 * Sessions and tokens, which Microsoft shows to nobody. When sign-in was blocked, as the directory's own audit log says,
 * nothing was issued any more; what had been issued lives at most as long as an access token may.
 */
export function sessionKind(config: EntraConfig): AccessKind {
  return {
    name: "sessions",
    layer: "session",
    words: "Sign-in blocks in the audit log",
    right: "It needs the application permission AuditLog.Read.All, with an administrator's consent.",
    observable: true,
    list: (account, trail) => readSessions(config, account, trail),
    probe: async (trail) => {
      const answer = await trail.get(graphPath("/auditLogs/directoryAudits?$top=1"));
      return answer.failure === null && answer.status === 200;
    },
    end: async (account, _, trail) =>
      outcomeOf(
        await trail.send("POST", userPath(account, "/revokeSignInSessions")),
        (json) => Reflect.get(Object(json), "value") === true,
      ),
  };
}

async function readSessions(config: EntraConfig, account: string, trail: Trail): Promise<KindRead> {
  const answer = await trail.get(userPath(account, "?$select=id,accountEnabled,signInSessionsValidFromDateTime"));
  const user = answer.failure === null && answer.status === 200 ? readSignIn(answer.json) : null;
  if (user?.id !== account) {
    const accountMissing = answer.failure === null && answer.status === 404;
    if (!accountMissing) trail.fail("unexpected_shape");
    return { rows: [], complete: false, accountMissing };
  }
  const blockedAt = user.accountEnabled ? undefined : await blockedSince(config, account, trail);
  const validFrom = timeOf(user.signInSessionsValidFromDateTime);
  const row = {
    key: "all",
    label: "Sessions and tokens, which Microsoft does not list",
    presence: "unknown",
    facts: factsOf(config, blockedAt, validFrom),
  } as const;
  return { rows: [row], complete: true, accountMissing: false };
}

/** Refresh tokens older than `validFrom` are refused; access tokens run out by themselves. */
function factsOf(config: EntraConfig, blockedAt: Instant | undefined, validFrom: Instant | undefined): ObservedFacts {
  const last = blockedAt ?? validFrom;
  return {
    ...(blockedAt === undefined ? {} : { reissueBlockedAt: blockedAt }),
    ...(last === undefined ? {} : { expiresAt: plus(last, config.accessTokenMinutes * MINUTE) }),
  };
}

/** When sign-in was last blocked; undefined when the log, which is kept for days or weeks alone, does not say. */
async function blockedSince(config: EntraConfig, account: string, trail: Trail): Promise<Instant | undefined> {
  const filter = `activityDisplayName eq 'Disable account' and targetResources/any(t:t/id eq ${quoted(account)})`;
  const path = graphPath(`/auditLogs/directoryAudits?$filter=${encodeURIComponent(filter)}`);
  const read = await graphList(config, trail, path, readAudit, ({ id }) => id);
  const times = read.rows
    .filter(({ result, targetResources }) => result === "success" && targetResources.some(({ id }) => id === account))
    .map(({ activityDateTime }) => timeOf(activityDateTime))
    .filter((time) => time !== undefined);
  return read.complete && times.length > 0 ? instant(Math.max(...times)) : undefined;
}

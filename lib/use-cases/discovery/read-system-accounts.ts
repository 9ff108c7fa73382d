import { z } from "zod";
import { countListed } from "#db/queries/discovery/count-listed.ts";
import { readListedSystem } from "#db/queries/discovery/read-listed-system.ts";
import { domainError } from "#lib/core/errors.ts";
import { isPermitted } from "#lib/core/permissions.ts";
import { ok, refused } from "#lib/core/result.ts";
import type { ListedCountView, SystemAccountsView } from "#lib/core/views/discovery.ts";
import { principalOf } from "../_kit/actor.ts";
import { defineQuery } from "../_kit/query.ts";
import { listedPage, listedPageInput } from "./list-listed-accounts.ts";
import { discoveryOf } from "./read-discovery.ts";

/** No count reads further than this. */
const COUNT_MAX = 10_000;

const input = listedPageInput.extend({ slug: z.string().min(1).max(100) });

/** The accounts of one system as its screen shows them: runs, counts and one page. Each statement is bounded. */
export const readSystemAccounts = defineQuery<z.output<typeof input>, SystemAccountsView>({
  name: "discovery.read_accounts",
  input,
  permission: "system:read",
  run: async (tx, ctx, { slug, ...asked }) => {
    const found = await readListedSystem(tx, slug);
    if (found === undefined) return refused(domainError("not_found"));
    const { listedBefore, ...system } = found;
    const [page, counts, discovery] = await Promise.all([
      listedPage(tx, { ...asked, systemId: system.id }),
      countListed(tx, system.id, COUNT_MAX),
      discoveryOf(tx, system.id),
    ]);
    if (!page.ok) return page;
    const principal = principalOf(ctx.actor);
    return ok({
      system,
      counts: counts.map(({ tab, count }): ListedCountView => bounded(tab, count, COUNT_MAX)),
      page: page.value,
      discovery,
      listedBefore,
      mayList: system.connected && isPermitted(principal, "system:check"),
      mayRelease: isPermitted(principal, "listing:release"),
      mayLink: isPermitted(principal, "account:link"),
      mayOpen: isPermitted(principal, "lifecycle_event:record"),
      asOfIso: discovery.asOfIso,
    });
  },
});

/** A count as it is shown: exact up to `max`, "at least" above. */
export function bounded(tab: ListedCountView["tab"], count: number, max: number): ListedCountView {
  return { tab, count: Math.min(count, max), more: count > max };
}

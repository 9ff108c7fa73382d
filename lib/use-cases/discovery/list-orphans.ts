import { z } from "zod";
import { readNow } from "#db/queries/clock/read-now.ts";
import { listOrphans as list } from "#db/queries/discovery/list-orphans.ts";
import { ok } from "#lib/core/result.ts";
import type { OrphansView } from "#lib/core/views/discovery.ts";
import { defineQuery } from "../_kit/query.ts";
import { isoUtc } from "../_kit/times.ts";
import { bounded } from "./read-system-accounts.ts";

const COUNT_MAX = 10_000;
const SYSTEMS_MAX = 1000;

/** Accounts of nobody, system by system, most first. What was never listed is named apart: of it nobody knows. */
export const listOrphans = defineQuery<Record<string, never>, OrphansView>({
  name: "discovery.list_orphans",
  input: z.strictObject({}),
  permission: "system:read",
  run: async (tx) => {
    const [found, now] = await Promise.all([list(tx, COUNT_MAX, SYSTEMS_MAX), readNow(tx)]);
    const listed = found.filter((row) => row.listedAt !== null);
    return ok({
      rows: listed.map(({ slug, name, tier, owner, accounts, ...row }) => ({
        ...{ slug, name, tier, owner, accounts },
        nobody: bounded("uncorrelated", row.nobody, COUNT_MAX),
        ofLeavers: bounded("left", row.ofLeavers, COUNT_MAX),
        notHuman: bounded("not_human", row.notHuman, COUNT_MAX),
        listedIso: isoUtc(row.listedAt),
      })),
      unlisted: found.filter((row) => row.listedAt === null).map(({ slug, name }) => ({ slug, name })),
      asOfIso: isoUtc(now),
    });
  },
});

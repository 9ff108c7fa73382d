import { PgBoss } from "pg-boss";
import type { Ctx } from "#lib/runtime/context.ts";
import { trimChanges } from "#lib/use-cases/changes/trim-changes.ts";
import { forgetOldRows } from "#lib/use-cases/snapshots/forget-old-rows.ts";
import { forgetDrafts } from "#lib/use-cases/systems/forget-drafts.ts";

const TRIM = "trim-changes";
const FORGET = "forget-listed-rows";

/** Work by the clock. Steps are not here: the step row is their queue. @returns how to stop it */
export async function startJobs(ctx: Ctx, databaseUrl: string): Promise<() => Promise<void>> {
  const boss = new PgBoss({ connectionString: databaseUrl, schema: "pgboss", migrate: false, max: 2 });
  boss.on("error", (cause) => ctx.logger.log("warn", "the job queue reports a failure", { cause: String(cause) }));
  await boss.start();
  await boss.createQueue(TRIM);
  await boss.schedule(TRIM, "*/10 * * * *");
  await boss.work(TRIM, () => trimChanges(ctx));
  await boss.createQueue(FORGET);
  await boss.schedule(FORGET, "5 * * * *");
  await boss.work(FORGET, async () => {
    await forgetOldRows(ctx);
    await forgetDrafts(ctx);
  });
  return () => boss.stop({ graceful: false });
}

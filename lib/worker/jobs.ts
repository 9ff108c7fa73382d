import { PgBoss } from "pg-boss";
import type { Ctx } from "#lib/runtime/context.ts";
import { trimChanges } from "#lib/use-cases/changes/trim-changes.ts";

const TRIM = "trim-changes";

/** Work by the clock. Steps are not here: the step row is their queue. @returns how to stop it */
export async function startJobs(ctx: Ctx, databaseUrl: string): Promise<() => Promise<void>> {
  const boss = new PgBoss({ connectionString: databaseUrl, schema: "pgboss", migrate: false, max: 2 });
  boss.on("error", (cause) => ctx.logger.log("warn", "the job queue reports a failure", { cause: String(cause) }));
  await boss.start();
  await boss.createQueue(TRIM);
  await boss.schedule(TRIM, "*/10 * * * *");
  await boss.work(TRIM, () => trimChanges(ctx));
  return () => boss.stop({ graceful: false });
}

import { setTimeout as pause } from "node:timers/promises";
import type { Ctx } from "#lib/runtime/context.ts";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { runQuery } from "#lib/use-cases/_kit/query.ts";
import { checkSystem } from "#lib/use-cases/systems/check-system.ts";
import { readCheck } from "#lib/use-cases/systems/read-check.ts";
import { type ApiAnswer, endpoint } from "../endpoint.ts";
import { withParams } from "./command-endpoint.ts";

const WAIT_MS = 25_000;
const PAUSE_MS = 200;

export const postCheck = endpoint({
  method: "POST",
  path: "/api/v1/systems/{id}/check",
  summary: "Have the worker reach a system with its credentials and learn its dialect",
  permission: checkSystem.permission,
  answers: { 200: "What the check found", 202: "The check goes on; its step is named" },
  run: async (ctx, request) => {
    const asked = await execute(
      ctx,
      checkSystem,
      withParams(request.body, { systemId: request.params["id"] }),
      request,
    );
    if (!asked.ok) return asked;
    return waitForAnswer(ctx, asked.result.stepId);
  },
});

/** Web calls no target itself: it asks the worker and waits for what the worker writes down. */
async function waitForAnswer(ctx: Ctx, stepId: string): Promise<ApiAnswer> {
  const end = performance.now() + WAIT_MS;
  for (;;) {
    const read = await runQuery(ctx, readCheck, { stepId });
    if (!read.ok) return read;
    const { state, report } = read.value;
    if (state === "ended") return { ok: true, status: 200, body: { stepId, state, report } };
    if (performance.now() > end) return { ok: true, status: 202, body: { stepId, state, report } };
    await pause(PAUSE_MS);
  }
}

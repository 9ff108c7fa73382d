import { headers } from "next/headers";
import { z } from "zod";
import { isSameOrigin, whence } from "#lib/auth/origin.ts";
import { currentSession } from "#lib/auth/session.ts";
import { type DomainError, domainError } from "#lib/core/errors.ts";
import type { Tag } from "#lib/core/tags.ts";
import { contextOf } from "#lib/runtime/compose.ts";
import { webProcess } from "#lib/runtime/web.ts";
import type { Command } from "#lib/use-cases/_kit/command.ts";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { faultOf } from "./fault.ts";
import { revalidate } from "./revalidate.ts";

/** What a server action answers. */
export type ActionAnswer<Result> =
  | { readonly ok: true; readonly data: Result; readonly touches: readonly Tag[] }
  | { readonly ok: false; readonly reasons: readonly DomainError[] };

/** What a call is sent under. It comes from the browser, so it is read as strictly as the input. */
const underSchema = z.strictObject({
  idempotencyKey: z.string().min(8).max(200),
  expectedVersion: z.int().min(1).nullable(),
});

/**
 * The server action of a command. Anybody on the network can call it with any argument, whether a page uses it or not:
 * so it asks for our own Origin, a living session, the permission and a strict input, every time.
 */
export function action<Input, Result, Sent = Input>(
  command: Command<Input, Result>,
  toInput: (sent: Sent) => unknown = same,
) {
  return async (sent: Sent, sentUnder: z.input<typeof underSchema>): Promise<ActionAnswer<Result>> => {
    const { env, runtime } = webProcess();
    const requestId = runtime.newId();
    try {
      if (!isSameOrigin(whence(await headers()), env.NEXTAUTH_URL)) return no("origin_refused");
      const session = await currentSession();
      if (session === null) return no("not_signed_in");
      const under = underSchema.safeParse(sentUnder);
      if (!under.success) return no("idempotency_key_missing");
      const outcome = await execute(contextOf(runtime, session.actor, requestId), command, toInput(sent), under.data);
      if (!outcome.ok) return { ok: false, reasons: outcome.reasons };
      revalidate(outcome.touches);
      return { ok: true, data: outcome.result, touches: outcome.touches };
    } catch (cause) {
      return { ok: false, reasons: [faultOf(cause, requestId, runtime.logger)] };
    }
  };
}

function same(sent: unknown): unknown {
  return sent;
}

function no(code: "origin_refused" | "not_signed_in" | "idempotency_key_missing"): {
  ok: false;
  reasons: DomainError[];
} {
  return { ok: false, reasons: [domainError(code)] };
}

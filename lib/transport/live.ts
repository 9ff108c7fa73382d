import { z } from "zod";
import { domainError } from "#lib/core/errors.ts";
import { isPermitted } from "#lib/core/permissions.ts";
import { type ChangeListener, listenForChanges } from "#lib/runtime/change-listener.ts";
import { contextOf } from "#lib/runtime/compose.ts";
import type { Actor } from "#lib/runtime/context.ts";
import { webProcess } from "#lib/runtime/web.ts";
import { principalOf } from "#lib/use-cases/_kit/actor.ts";
import { runQuery } from "#lib/use-cases/_kit/query.ts";
import { seeLeaver } from "#lib/use-cases/leaver/see-leaver.ts";
import { authenticate } from "./authenticate.ts";
import { refusal } from "./route.ts";

const scopeSchema = z.union([
  z.enum(["leavers", "steps", "systems", "exceptions"]),
  z.string().regex(/^leaver:[0-9a-f-]{36}$/),
]);
/** The line asks again who is at the other end: a session that ended must not go on hearing. */
const ASK_AGAIN_MS = 15_000;

let listener: ChangeListener | undefined;

/**
 * A line of server-sent events that says "changed" and nothing else: what changed is read through the ordinary,
 * permitted way. One for each scope.
 */
export async function getLive(request: Request): Promise<Response> {
  const { env, runtime } = webProcess();
  const reference = runtime.newId();
  const scope = scopeSchema.safeParse(new URL(request.url).searchParams.get("scope"));
  if (!scope.success) return refusal([domainError("input_invalid", { path: "scope" })], reference);
  const actor = await authenticate(request);
  if (!actor.ok) return refusal(actor.reasons, reference);
  if (!(await maySee(actor.value, scope.data))) return refusal([domainError("not_found")], reference);
  listener ??= listenForChanges(env.DATABASE_URL_LISTEN, runtime.logger);
  return new Response(lineOf(request, scope.data, listener), {
    headers: { "content-type": "text/event-stream", "cache-control": "no-store", "x-accel-buffering": "no" },
  });
}

async function maySee(actor: Actor, scope: string): Promise<boolean> {
  if (!isPermitted(principalOf(actor), "leaver:read")) return false;
  if (!scope.startsWith("leaver:")) return true;
  const seen = await runQuery(contextOf(webProcess().runtime, actor), seeLeaver, {
    leaver: scope.slice("leaver:".length),
  });
  return seen.ok;
}

function lineOf(request: Request, scope: string, changes: ChangeListener): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let end: () => void = () => undefined;
  return new ReadableStream({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const unsubscribe = changes.subscribe(scope, () => send("data: changed\n\n"));
      const timer = setInterval(async () => {
        const still = await authenticate(request).catch(() => ({ ok: false as const }));
        if (still.ok) send(": here\n\n");
        else end();
      }, ASK_AGAIN_MS);
      end = () => {
        end = () => undefined;
        clearInterval(timer);
        unsubscribe();
        try {
          controller.close();
        } catch {
          // The reader had closed it already.
        }
      };
      request.signal.addEventListener("abort", () => end());
      send(": here\n\n");
    },
    cancel() {
      end();
    },
  });
}

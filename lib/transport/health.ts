import { health } from "#lib/runtime/health.ts";
import { webProcess } from "#lib/runtime/web.ts";

/** 200 only when everything is ready; else 503, and the body says which part is not. */
export async function getHealth(): Promise<Response> {
  const found = await health(webProcess().runtime);
  return Response.json(found, { status: found.ready ? 200 : 503, headers: { "cache-control": "no-store" } });
}

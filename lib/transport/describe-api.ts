import { ENDPOINTS } from "./api/endpoints.ts";
import { authenticate } from "./authenticate.ts";
import { openApi } from "./openapi.ts";
import { refusal } from "./route.ts";

/** The API's description, for whoever is signed in or has a token. */
export async function describeApi(request: Request): Promise<Response> {
  const actor = await authenticate(request);
  if (!actor.ok) return refusal(actor.reasons, "-");
  return Response.json(openApi(ENDPOINTS), { headers: { "cache-control": "no-store" } });
}

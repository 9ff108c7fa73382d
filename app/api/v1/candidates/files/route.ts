import { postSightingsFile } from "#lib/transport/api/candidates.ts";
import { route } from "#lib/transport/route.ts";

export const POST = route(postSightingsFile);

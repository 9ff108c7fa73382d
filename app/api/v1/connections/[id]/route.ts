import { getDraft } from "#lib/transport/api/connections.ts";
import { route } from "#lib/transport/route.ts";

export const GET = route(getDraft);

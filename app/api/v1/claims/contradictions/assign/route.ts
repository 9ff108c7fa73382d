import { postAssignContradicted } from "#lib/transport/api/claims.ts";
import { route } from "#lib/transport/route.ts";

export const POST = route(postAssignContradicted);

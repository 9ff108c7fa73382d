import { postAssignAccount } from "#lib/transport/api/discovery.ts";
import { route } from "#lib/transport/route.ts";

export const POST = route(postAssignAccount);

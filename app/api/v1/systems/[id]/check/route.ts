import { postCheck } from "#lib/transport/api/check-system.ts";
import { route } from "#lib/transport/route.ts";

export const POST = route(postCheck);

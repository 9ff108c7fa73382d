import { postCancel } from "#lib/transport/api/leavers.ts";
import { route } from "#lib/transport/route.ts";

export const POST = route(postCancel);

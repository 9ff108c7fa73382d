import { postApprove } from "#lib/transport/api/exceptions.ts";
import { route } from "#lib/transport/route.ts";

export const POST = route(postApprove);

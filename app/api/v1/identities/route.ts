import { postIdentities } from "#lib/transport/api/identities.ts";
import { route } from "#lib/transport/route.ts";

export const POST = route(postIdentities);

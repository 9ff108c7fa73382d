import { postCredentialOwner } from "#lib/transport/api/systems.ts";
import { route } from "#lib/transport/route.ts";

export const POST = route(postCredentialOwner);

import { getSystems, postSystem } from "#lib/transport/api/systems.ts";
import { route } from "#lib/transport/route.ts";

export const GET = route(getSystems);
export const POST = route(postSystem);

import { getDiscovery, postDiscovery } from "#lib/transport/api/discovery.ts";
import { route } from "#lib/transport/route.ts";

export const GET = route(getDiscovery);
export const POST = route(postDiscovery);

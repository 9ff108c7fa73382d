import { getSnapshots, postSnapshot } from "#lib/transport/api/snapshots.ts";
import { route } from "#lib/transport/route.ts";

export const GET = route(getSnapshots);
export const POST = route(postSnapshot);

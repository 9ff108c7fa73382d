import { postReleaseSnapshot } from "#lib/transport/api/snapshots.ts";
import { route } from "#lib/transport/route.ts";

export const POST = route(postReleaseSnapshot);

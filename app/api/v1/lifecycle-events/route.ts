import { postLifecycleEvents } from "#lib/transport/api/lifecycle-events.ts";
import { route } from "#lib/transport/route.ts";

export const POST = route(postLifecycleEvents);

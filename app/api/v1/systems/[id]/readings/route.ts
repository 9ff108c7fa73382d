import { postReading } from "#lib/transport/api/readings.ts";
import { route } from "#lib/transport/route.ts";

export const POST = route(postReading);

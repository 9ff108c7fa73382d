import { getReadings } from "#lib/transport/api/readings.ts";
import { route } from "#lib/transport/route.ts";

export const GET = route(getReadings);

import { getSteps } from "#lib/transport/api/steps.ts";
import { route } from "#lib/transport/route.ts";

export const GET = route(getSteps);

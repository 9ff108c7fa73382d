import { getArtefact } from "#lib/transport/api/items.ts";
import { route } from "#lib/transport/route.ts";

export const GET = route(getArtefact);

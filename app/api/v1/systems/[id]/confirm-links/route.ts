import { postConfirmLink } from "#lib/transport/api/confirm-links.ts";
import { route } from "#lib/transport/route.ts";

export const POST = route(postConfirmLink);

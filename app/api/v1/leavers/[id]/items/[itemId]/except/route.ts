import { postExcept } from "#lib/transport/api/items.ts";
import { route } from "#lib/transport/route.ts";

export const POST = route(postExcept);

import { postSheet } from "#lib/transport/api/leaver-sheet.ts";
import { route } from "#lib/transport/route.ts";

export const POST = route(postSheet);

import { postPreviewPeople } from "#lib/transport/api/people-files.ts";
import { route } from "#lib/transport/route.ts";

export const POST = route(postPreviewPeople);

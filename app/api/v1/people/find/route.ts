import { postFindPeople } from "#lib/transport/api/people.ts";
import { route } from "#lib/transport/route.ts";

export const POST = route(postFindPeople);

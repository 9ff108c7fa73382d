import { getLive } from "#lib/transport/live.ts";

export const dynamic = "force-dynamic";

export const GET = getLive;

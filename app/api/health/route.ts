import { getHealth } from "#lib/transport/health.ts";

export const dynamic = "force-dynamic";

export const GET = getHealth;

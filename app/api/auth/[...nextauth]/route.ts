import { authHandler } from "#lib/auth/handlers.ts";

export const GET = authHandler;
export const POST = authHandler;

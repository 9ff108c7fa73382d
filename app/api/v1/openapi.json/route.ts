import { describeApi } from "#lib/transport/describe-api.ts";

export const GET = describeApi;

import { instant } from "#lib/core/instant.ts";
import { freshSecret } from "#lib/runtime/secret-token.ts";
import { webProcess } from "#lib/runtime/web.ts";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { isoUtc } from "#lib/use-cases/_kit/times.ts";
import { createConfirmLink, linkBody } from "#lib/use-cases/confirm/create-link.ts";
import { endpoint } from "../endpoint.ts";
import { withParams } from "./command-endpoint.ts";

export const postConfirmLink = endpoint({
  method: "POST",
  path: "/api/v1/systems/{id}/confirm-links",
  summary: "Make a link by which a system's owner answers for it without signing in. Its address is shown once",
  permission: createConfirmLink.permission,
  body: linkBody,
  answers: { 201: "Made; `url` is null when the same key is sent again, since the secret is kept by nobody" },
  run: async (ctx, request) => {
    const { secret, digest } = freshSecret("closeout_confirm");
    const input = withParams(request.body, { system: request.params["id"], digest });
    const made = await execute(ctx, createConfirmLink, input, request);
    if (!made.ok) return made;
    const { linkId, expiresAt } = made.result;
    const url = made.replayed ? null : new URL(`/c/${secret}`, webProcess().env.NEXTAUTH_URL).href;
    return { ok: true, status: 201, body: { linkId, expiresAt: isoUtc(instant(expiresAt)), url } };
  },
});

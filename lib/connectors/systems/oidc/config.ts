import { z } from "zod";
import { apiAddress } from "../../kit/config-problems.ts";

const client = z.string().min(1).max(255);

/** What the person who connects an authorisation server states. */
export const oidcConfig = z.strictObject({
  issuer: apiAddress.meta({
    title: "Issuer",
    description: "The address under which /.well-known/openid-configuration answers. Its endpoints must lie below it.",
    format: "uri",
  }),
  clientId: client.meta({
    title: "Client that acts",
    description:
      "The client to which the tokens were issued: a server ends tokens of no other client. It needs the client credentials grant.",
  }),
  observeClientId: client.optional().meta({
    title: "Client for looks alone",
    description: "It needs introspection, also of the other client's tokens.",
  }),
});

export type OidcConfig = z.infer<typeof oidcConfig>;

import { z } from "zod";
import { apiAddress } from "../../kit/config-problems.ts";

const name = z.string().min(1).max(255);

/** What the person who connects a realm of Keycloak states. */
export const keycloakConfig = z.strictObject({
  baseUrl: apiAddress.meta({
    title: "Keycloak address",
    description: "Without /realms and /admin, such as https://login.example.com.",
    format: "uri",
  }),
  realm: name.meta({ title: "Realm", description: "Whose accounts are connected." }),
  clientId: name.meta({
    title: "Client that acts",
    description: "Of the same realm, with client authentication and service account roles.",
  }),
  allowDelete: z.boolean().default(false).meta({
    title: "Accounts may be deleted",
    description: "Only where the goal is absence. It cannot be undone.",
  }),
  pagesMax: z.number().int().min(1).max(10_000).default(1000).meta({ title: "Pages at most" }),
});

export type KeycloakConfig = z.infer<typeof keycloakConfig>;

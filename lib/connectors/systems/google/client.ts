import { z } from "zod";
import type { OpenOptions } from "../../contract.ts";
import { bearerClient } from "../../http/bearer.ts";
import { type HttpClient, httpClient } from "../../http/client.ts";
import { signedAssertion } from "../../http/signed-assertion.ts";
import { clientOptions } from "../../kit/client-options.ts";
import { reader } from "../../kit/json.ts";
import type { GoogleConfig } from "./config.ts";

const SCOPE = "https://www.googleapis.com/auth/";
/** Where an assertion is addressed, whatever address stands in for it. */
const AUDIENCE = "https://oauth2.googleapis.com/token";

const readKey = reader(
  z.object({ client_email: z.string().min(1), private_key: z.string().min(1), private_key_id: z.string().nullish() }),
);

/** The scope that a request needs; reading and acting apart, where Google tells them apart. */
export function scopeFor(method: string, path: string): string {
  const readOnly = method === "GET" ? ".readonly" : "";
  if (path.startsWith("/apps/licensing")) return "apps.licensing";
  if (/^\/admin\/directory\/v1\/users\/[^/?]+\/(?:tokens|asps|verificationCodes|signOut)/.test(path)) {
    return "admin.directory.user.security";
  }
  if (path.startsWith("/admin/directory/v1/groups")) return `admin.directory.group${readOnly}`;
  if (/\/roleassignments(?:[/?]|$)/.test(path)) return `admin.directory.rolemanagement${readOnly}`;
  return `admin.directory.user${readOnly}`;
}

/**
 * Google as one service account sees it in an administrator's name. Each scope has a token of its own: one that the
 * administrator did not grant would otherwise refuse all the others with it.
 */
export function googleClient(options: OpenOptions, config: GoogleConfig): HttpClient {
  const { serviceAccountKey = "" } = options.secrets;
  const key = readKey(parsed(serviceAccountKey));
  const plain = key === null ? options : { ...options, secrets: { ...options.secrets, pem: key.private_key } };
  const directory = httpClient(clientOptions(plain, config.baseUrl ?? "https://admin.googleapis.com", {}));
  const licensing = httpClient(clientOptions(plain, config.baseUrl ?? "https://licensing.googleapis.com", {}));
  const issuing = { ...clientOptions(plain, config.baseUrl ?? "https://oauth2.googleapis.com", {}), readOnly: false };
  const issuer = httpClient(issuing);
  const clients = new Map<string, HttpClient>();
  const clientFor = (scope: string): HttpClient => {
    const known = clients.get(scope);
    if (known !== undefined) return known;
    const api = scope === "apps.licensing" ? licensing : directory;
    const client = bearerClient(api, issuer, { path: "/token", form: () => formFor(key, config, `${SCOPE}${scope}`) });
    clients.set(scope, client);
    return client;
  };
  return {
    send: (method, path, body, signal, headers) =>
      clientFor(scopeFor(method, path)).send(method, path, body, signal, headers),
    hide: (secret) => {
      for (const client of [directory, licensing, issuer]) client.hide(secret);
    },
    close: async () => {
      await Promise.all([directory, licensing, issuer].map((client) => client.close()));
    },
  };
}

function formFor(key: ReturnType<typeof readKey>, { adminEmail }: GoogleConfig, scope: string): string {
  if (key === null) throw new Error("The service account's key is not the JSON file that Google gives out.");
  const claims = { issuer: key.client_email, subject: adminEmail, audience: AUDIENCE, scope };
  const issuedAtSeconds = Math.floor(Date.now() / 1000);
  const assertion = signedAssertion(
    { ...claims, issuedAtSeconds, lifeSeconds: 3600 },
    key.private_key,
    key.private_key_id ?? null,
  );
  return new URLSearchParams({ grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion }).toString();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

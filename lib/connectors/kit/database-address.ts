import { z } from "zod";

/** Where a server of a protocol other than HTTP listens, and how the way there is protected. */
export function databaseAddress(port: number) {
  return {
    host: z
      .string()
      .regex(/^[^\s/@?#]{1,253}$/, "The host is a name or an address alone, without scheme, port or path.")
      .meta({ title: "Host", description: "Name or address of the server, such as db.example.com." }),
    port: z.number().int().min(1).max(65_535).default(port).meta({ title: "Port" }),
    tls: z.enum(["verify", "off"]).default("verify").meta({
      title: "Encryption",
      description:
        "verify: the server's certificate must be trusted and name the host. off: only to private ranges that the operator allowed.",
    }),
  };
}

/** Parsed settings, or sentences that name what is wrong. */
export function parseSettings<T>(
  schema: z.ZodType<T>,
  raw: unknown,
): { readonly ok: true; readonly config: T } | { readonly ok: false; readonly problems: readonly string[] } {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return { ok: true, config: parsed.data };
  const problems = parsed.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join(".")}: ${message}`,
  );
  return { ok: false, problems };
}

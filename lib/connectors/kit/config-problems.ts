import { z } from "zod";

/** An https address of an API, without credentials, query or fragment. Plain http is only spoken to allowed ranges. */
export const apiAddress = z.string().check((context) => {
  const problem = addressProblem(context.value);
  if (problem !== null) context.issues.push({ code: "custom", message: problem, input: context.value });
});

function addressProblem(text: string): string | null {
  if (!URL.canParse(text)) return "The address is not a URL. Write it as https://host.";
  const parsed = new URL(text);
  if (parsed.protocol !== "https:" && parsed.protocol !== "http:") return "The address must begin with https://.";
  if (parsed.username !== "" || parsed.password !== "") return "The address must not carry a user name or password.";
  return parsed.search === "" && parsed.hash === "" ? null : "The address must end at its path, without ? or #.";
}

type Parsed =
  | { readonly ok: true; readonly config: unknown }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Parses a connector's settings by their schema; sentences that name what is wrong otherwise. */
export function parseSettings(schema: z.ZodObject, raw: unknown): Parsed {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return { ok: true, config: parsed.data };
  const problems = parsed.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join(".")}: ${message}`,
  );
  return { ok: false, problems };
}

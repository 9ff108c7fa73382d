import { readFileSync } from "node:fs";
import { z } from "zod";

const address = z.string().regex(/^postgres(ql)?:\/\//, "must read postgres://user:password@host:5432/database");

const shared = {
  /** Ranges (CIDR, comma between) of private or loopback addresses that may be called as targets. */
  CLOSEOUT_ALLOW_PRIVATE_TARGETS: z
    .string()
    .default("")
    .transform((text) =>
      text
        .split(",")
        .map((range) => range.trim())
        .filter((range) => range !== ""),
    ),
  /** "false" behind a transaction pooler. */
  CLOSEOUT_PREPARED_STATEMENTS: z
    .enum(["true", "false"])
    .default("true")
    .transform((text) => text === "true"),
};

const web = z.object({
  ...shared,
  /** "true" on a demo database: every screen says so. */
  CLOSEOUT_DEMO: z
    .enum(["true", "false"])
    .default("false")
    .transform((text) => text === "true"),
  DATABASE_URL_WEB: address,
  DATABASE_URL_LISTEN: address,
  CLOSEOUT_SEAL_PUBLIC_KEY: z.string().min(1),
  NEXTAUTH_SECRET: z.string().min(32),
  NEXTAUTH_URL: z.url(),
});

const worker = z.object({
  ...shared,
  DATABASE_URL_WORKER: address,
  DATABASE_URL_LISTEN: address.optional(),
  CLOSEOUT_SEAL_PRIVATE_KEY_FILE: z.string().min(1),
  /** How long leavers are gathered before the reading that their closing asks for. */
  CLOSEOUT_CLOSING_READ_SECONDS: z.coerce.number().int().min(0).max(3600).default(60),
});

const operator = z.object({
  ...shared,
  DATABASE_URL_WEB: address,
  DATABASE_URL_WORKER: address.optional(),
  CLOSEOUT_SEAL_PUBLIC_KEY: z.string().optional(),
  NEXTAUTH_URL: z.url().default("http://127.0.0.1:3000"),
});

export type WebEnv = z.output<typeof web>;
export type WorkerEnv = z.output<typeof worker>;
export type OperatorEnv = z.output<typeof operator>;

/** Environment of the web process, read once. @throws Error that names each variable that is wrong, never its value. */
export function webEnv(): WebEnv {
  return read("web", web);
}

/** Environment of a worker. */
export function workerEnv(): WorkerEnv {
  return read("worker", worker);
}

/** Environment of the command line beside a running product. */
export function operatorEnv(): OperatorEnv {
  return read("command line", operator);
}

/** What a connector is tried with on a machine without a running product: allowed ranges, and secrets by variable. */
export function trialEnv(): {
  readonly allowPrivateTargets: readonly string[];
  readonly secret: (variable: string) => string | undefined;
} {
  const { CLOSEOUT_ALLOW_PRIVATE_TARGETS: allowPrivateTargets } = read("command line", z.object(shared));
  return { allowPrivateTargets, secret: (variable) => process.env[variable] };
}

/** The worker's private key, PEM or DER, from the file that only its user may read. */
export function readPrivateKey(file: string): Buffer {
  return readFileSync(file);
}

function read<Env>(process_: string, schema: z.ZodType<Env>): Env {
  const parsed = schema.safeParse(process.env);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  throw new Error(`The ${process_} cannot start: ${wrong.join("; ")}. \`npm start\` sets these for you.`);
}

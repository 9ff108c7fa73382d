import { z } from "zod";
import { ERROR_SENTENCE } from "#lib/core/errors.ts";
import { isPermitted, ROLES } from "#lib/core/permissions.ts";
import type { Endpoint } from "./endpoint.ts";

const ERROR = {
  type: "object",
  required: ["error", "reasons", "reference"],
  properties: {
    error: { $ref: "#/components/schemas/Refusal" },
    reasons: { type: "array", items: { $ref: "#/components/schemas/Refusal" } },
    reference: { type: "string", description: "Quote it when something failed on our side." },
  },
};

const REFUSAL = {
  type: "object",
  required: ["code", "sentence"],
  properties: {
    code: { type: "string", enum: Object.keys(ERROR_SENTENCE) },
    sentence: { type: "string", description: "What happened, what is kept, what to do." },
    path: { type: "string", description: "Field of the input at fault." },
    retryAfterSeconds: { type: "integer" },
  },
};

const FILE = {
  required: true,
  description: "The file itself; or a form whose fields are the query parameters, with the file as its last part.",
  content: {
    "application/octet-stream": { schema: { type: "string", format: "binary" } },
    "multipart/form-data": { schema: { type: "object", properties: { file: { type: "string", format: "binary" } } } },
  },
};

/** The OpenAPI 3.1 description of the API, built from the schemas that read its input. */
export function openApi(endpoints: readonly Endpoint[]): object {
  const paths: Record<string, object> = {};
  for (const { path } of endpoints) {
    const methods = endpoints.filter((other) => other.path === path);
    paths[path] = Object.fromEntries(methods.map((one) => [one.method.toLowerCase(), operation(one)]));
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Closeout",
      version: "1",
      description:
        "Proves that a leaver's access has really ended. A claim closes nothing; only what was observed does.",
    },
    security: [{ token: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "npx closeout token create; cookies are then ignored." },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "closeout-session",
          description: "A change also needs our own Origin.",
        },
      },
      schemas: { Error: ERROR, Refusal: REFUSAL },
    },
  };
}

function operation(endpoint: Endpoint): object {
  const roles = ROLES.filter((role) => isPermitted(role, endpoint.permission));
  return {
    summary: endpoint.summary,
    description: `Permission \`${endpoint.permission}\`: ${roles.join(", ")}.`,
    operationId: operationId(endpoint),
    parameters: [...pathParameters(endpoint), ...searchParameters(endpoint), ...headerParameters(endpoint)],
    ...(endpoint.takesFile ? { requestBody: FILE } : {}),
    ...(endpoint.body === null ? {} : { requestBody: requestBody(endpoint.body) }),
    responses: { ...successes(endpoint), default: refusal() },
  };
}

function operationId({ method, path }: Endpoint): string {
  const words = path.replace("/api/v1/", "").replace(/[{}]/g, "").split(/[/-]/);
  return [method.toLowerCase(), ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join("");
}

function pathParameters({ path }: Endpoint): object[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
}

function searchParameters({ search }: Endpoint): object[] {
  return Object.entries(search).map(([name, description]) => ({
    name,
    in: "query",
    description,
    schema: { type: "string" },
  }));
}

function headerParameters({ method }: Endpoint): object[] {
  if (method === "GET") return [];
  const header = (name: string, description: string) => ({
    name,
    in: "header",
    description,
    schema: { type: "string" },
  });
  return [
    header("Idempotency-Key", "Under it the same request is carried out once; with other input it is refused."),
    header("If-Match", "Version of the record as read; refused when somebody changed it since."),
  ];
}

function requestBody(body: z.ZodType): object {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(body, { io: "input", reused: "inline" });
  return { required: true, content: { "application/json": { schema } } };
}

const BINARY = { type: "string", format: "binary" };

function successes({ answers, answerType }: Endpoint): object {
  const described = Object.entries(answers).map(([status, description]) => [
    status,
    {
      description,
      content: {
        [answerType]: { schema: answerType === "application/json" ? { type: "object" } : BINARY },
      },
    },
  ]);
  return Object.fromEntries(described);
}

function refusal(): object {
  return {
    description: "Refused; nothing was changed",
    content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
  };
}

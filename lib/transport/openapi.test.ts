import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { ENDPOINTS } from "./api/endpoints.ts";
import { openApi } from "./openapi.ts";

const root = resolve(import.meta.dirname, "../..");
/** The description does not describe itself. */
const OWN = "app/api/v1/openapi.json/route.ts";

const routeFiles = readdirSync(join(root, "app/api/v1"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith("route.ts"))
  .map((file) => `app/api/v1/${file}`);

const fileOf = (path: string) => `app${path.replaceAll("{", "[").replaceAll("}", "]")}/route.ts`;

test("every endpoint has its route file with its method", () => {
  for (const { method, path } of ENDPOINTS) {
    const file = join(root, fileOf(path));
    expect(existsSync(file), `${method} ${path}`).toBe(true);
    expect(readFileSync(file, "utf8"), `${method} ${path}`).toContain(`export const ${method} = route(`);
  }
});

test("every method of every route file is described", () => {
  expect(routeFiles.length).toBeGreaterThan(5);
  for (const file of routeFiles.filter((name) => name !== OWN)) {
    const methods = [...readFileSync(join(root, file), "utf8").matchAll(/export const ([A-Z]+) =/g)].map(
      ([, one]) => one,
    );
    expect(methods.length, file).toBeGreaterThan(0);
    for (const method of methods) {
      expect(
        ENDPOINTS.some((one) => one.method === method && fileOf(one.path) === file),
        `${method} ${file}`,
      ).toBe(true);
    }
  }
});

test("the description is OpenAPI 3.1 with a strict body for each change that has one, and says who may", () => {
  const text = JSON.stringify(openApi(ENDPOINTS));
  const described = JSON.parse(text);
  expect(described.openapi).toBe("3.1.0");
  for (const endpoint of ENDPOINTS) {
    const operation = described.paths[endpoint.path][endpoint.method.toLowerCase()];
    expect(operation.description, endpoint.path).toContain(endpoint.permission);
    expect(Object.keys(operation.responses).length, endpoint.path).toBeGreaterThan(1);
    if (endpoint.body !== null) {
      const { schema } = operation.requestBody.content["application/json"];
      const objects = schema.anyOf ?? [schema];
      for (const one of objects) expect(one.additionalProperties, endpoint.path).toBe(false);
    }
  }
  const ids = Object.values<Record<string, { operationId: string }>>(described.paths).flatMap((path) =>
    Object.values(path).map((operation) => operation.operationId),
  );
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, ref] of text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)) {
    expect(Object.keys(described.components.schemas)).toContain(ref);
  }
});

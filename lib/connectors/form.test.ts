import { expect, test } from "vitest";
import { z } from "zod";
import { formOf } from "./form.ts";
import { registry } from "./registry.ts";

test("a form asks for what the schema checks: kinds, choices, defaults, and what must be there", () => {
  const schema = z.strictObject({
    baseUrl: z.url().meta({ title: "Address", description: "Where it answers." }),
    mode: z.enum(["soft", "hard"]).default("soft").meta({ title: "Mode" }),
    pageSize: z.int().min(1).default(100),
    strict: z.boolean().default(false),
    rules: z.string().optional().meta({ title: "Rules", format: "json" }),
    domains: z.array(z.string()).optional(),
  });
  expect(formOf(schema, []).settings.map(({ label, help: _, ...rest }) => ({ ...rest, label }))).toEqual([
    { name: "baseUrl", label: "Address", kind: "url", required: true, choices: [], initial: null },
    { name: "mode", label: "Mode", kind: "choice", required: false, choices: ["soft", "hard"], initial: "soft" },
    { name: "pageSize", label: "pageSize", kind: "number", required: false, choices: [], initial: 100 },
    { name: "strict", label: "strict", kind: "switch", required: false, choices: [], initial: false },
    { name: "rules", label: "Rules", kind: "document", required: false, choices: [], initial: null },
    { name: "domains", label: "domains", kind: "list", required: false, choices: [], initial: null },
  ]);
});

test("every connector names each setting and secret in words", () => {
  for (const { id } of registry().manifests) {
    const form = registry().find(id)?.form;
    for (const { name, label } of [...(form?.settings ?? []), ...(form?.secrets ?? [])])
      expect(label, `${id} ${name}`).not.toBe(name);
  }
});

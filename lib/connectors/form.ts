import { z } from "zod";

/** One setting as a form asks for it. Made from the schema that checks it, so that the two cannot differ. */
export interface SettingField {
  readonly name: string;
  readonly label: string;
  readonly help: string | null;
  /** `list`: several texts, one a line. `document`: a text of many lines, such as JSON. */
  readonly kind: "text" | "url" | "number" | "choice" | "switch" | "list" | "document";
  readonly required: boolean;
  /** For `choice`, in order; otherwise empty. */
  readonly choices: readonly string[];
  readonly initial: string | number | boolean | null;
}

/** A credential: written once, sealed, never shown again. */
export interface SecretField {
  readonly name: string;
  readonly label: string;
  readonly help: string | null;
  readonly required: boolean;
  /** A key or certificate of several lines. */
  readonly multiline: boolean;
}

export interface ConnectorForm {
  readonly settings: readonly SettingField[];
  readonly secrets: readonly SecretField[];
}

/** What z.toJSONSchema says of one property, as far as a form needs it. */
const property = z.object({
  type: z.string().optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  format: z.string().optional(),
  enum: z.array(z.string()).optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional().catch(undefined),
});

const described = z.object({ properties: z.record(z.string(), property), required: z.array(z.string()).default([]) });

/**
 * The form of a connector: its settings in the schema's order, labelled by `title` and explained by `description` of
 * each property's `meta`. A setting whose schema has neither a number, a choice, a switch nor a list is a text.
 */
export function formOf(schema: z.ZodObject, secrets: readonly SecretField[]): ConnectorForm {
  const { properties, required } = described.parse(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }));
  const settings = Object.entries(properties).map(([name, one]): SettingField => {
    const { title, description, enum: choices = [], default: initial = null } = one;
    const isRequired = required.includes(name);
    return {
      name,
      label: title ?? name,
      help: description ?? null,
      kind: kindOf(one),
      required: isRequired,
      choices,
      initial,
    };
  });
  return { settings, secrets };
}

function kindOf({ type, format, enum: choices }: z.infer<typeof property>): SettingField["kind"] {
  if (choices !== undefined) return "choice";
  if (type === "boolean") return "switch";
  if (type === "integer" || type === "number") return "number";
  if (type === "array") return "list";
  if (format === "json") return "document";
  return format === "uri" ? "url" : "text";
}

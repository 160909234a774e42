/** The keywords that declarations use, as plain JSON: TypeBox schemas are JSON Schema. */
export interface JsonSchema {
  readonly type?: string;
  readonly enum?: readonly (string | number)[];
  readonly const?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly additionalProperties?: boolean;
  readonly patternProperties?: Readonly<Record<string, unknown>>;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly format?: string;
  readonly contentMediaType?: string;
}

export function jsonSchema(schema: object): JsonSchema {
  return JSON.parse(JSON.stringify(schema)) as JsonSchema;
}

/** string, integer, boolean, array or object. */
export function kindOf(schema: JsonSchema): string {
  if (schema.enum !== undefined) return schema.enum.every((value) => typeof value === 'number') ? 'integer' : 'string';
  return schema.const !== undefined ? 'string' : schema.type ?? 'unknown';
}

export function valuesOf(schema: JsonSchema): readonly string[] | undefined {
  return schema.enum?.map(String) ?? (schema.const === undefined ? undefined : [schema.const]);
}

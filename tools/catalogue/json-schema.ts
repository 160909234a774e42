/** The keywords that declarations use, as plain JSON: TypeBox schemas are JSON Schema. */
export interface JsonSchema {
  readonly type?: string;
  readonly enum?: readonly string[];
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
  readonly maxItems?: number;
}

export function jsonSchema(schema: object): JsonSchema {
  return JSON.parse(JSON.stringify(schema)) as JsonSchema;
}

/** string, integer, boolean, array or object. */
export function kindOf(schema: JsonSchema): string {
  return schema.enum !== undefined || schema.const !== undefined ? 'string' : schema.type ?? 'unknown';
}

export function valuesOf(schema: JsonSchema): readonly string[] | undefined {
  return schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
}

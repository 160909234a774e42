import { ConfigSchema } from './schema.ts';

/** One setting: where it stands and how its text in the environment is read. */
export interface Leaf {
  readonly path: readonly [string, string];
  /** Its name in the environment. */
  readonly variable: string;
  readonly type: string;
  readonly description: string;
}

/** All settings, from the schema. */
export function leaves(): readonly Leaf[] {
  return Object.entries(ConfigSchema.properties).flatMap(([section, { properties }]) =>
    Object.entries<object>(properties).map(([name, schema]): Leaf => ({
      path: [section, name],
      variable: `SALLYPORT_${snake(section)}_${snake(name)}`,
      type: textIn(schema, 'type', 'string'),
      description: textIn(schema, 'description', ''),
    })));
}

function snake(name: string): string {
  return name.replace(/[A-Z]/gu, '_$&').toUpperCase();
}

function textIn(schema: object, member: 'type' | 'description', otherwise: string): string {
  const value: unknown = Reflect.get(schema, member);
  return typeof value === 'string' ? value : otherwise;
}

import type { TSchema } from 'typebox';
import { Settings } from 'typebox/system';
import { Value } from 'typebox/value';

/** Where a value comes from, and what its parts are called. */
export interface Described {
  readonly file: string;
  /** `/section/name` → variable, for what the environment said. */
  readonly origins: ReadonlyMap<string, string>;
  readonly part: 'setting' | 'member';
}

// The library stops at 8 errors; all of them at once are promised here. The setting is the process's, hence put back after use.
function errorsOf(schema: TSchema, value: unknown): ReturnType<typeof Value.Errors> {
  const { maxErrors } = Settings.Get();
  Settings.Set({ maxErrors: 1000 });
  try {
    return Value.Errors(schema, value);
  } finally {
    Settings.Set({ maxErrors });
  }
}

/** One line for each thing that the schema refuses: where it was set, what it is called, what would do. */
export function describe(schema: TSchema, value: unknown, { file, origins, part }: Described): string[] {
  const lines = new Set<string>();
  for (const error of errorsOf(schema, value)) {
    // An unknown key is reported twice: by its parent, with its name, and by itself as "schema is false".
    if (error.keyword === 'boolean') continue;
    const variable = [...origins].find(([path]) => error.instancePath === path || error.instancePath.startsWith(`${path}/`))?.[1];
    const name = error.instancePath.slice(1).replaceAll('/', '.');
    const where = variable ?? (name === '' ? file : `${file}: ${name}`);
    for (const what of whatIsWrong(error, part)) lines.add(`${where}: ${what}`);
  }
  return [...lines];
}

function whatIsWrong(error: { readonly keyword: string; readonly params: object; readonly message: string }, part: Described['part']): readonly string[] {
  const { params } = error;
  if (error.keyword === 'additionalProperties' && 'additionalProperties' in params && Array.isArray(params.additionalProperties)) {
    return params.additionalProperties.map((key) => `there is no ${part} "${String(key)}" here`);
  }
  if (error.keyword === 'enum' && 'allowedValues' in params && Array.isArray(params.allowedValues)) return [`must be one of ${params.allowedValues.join(', ')}`];
  return [error.message];
}

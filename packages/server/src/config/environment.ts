import { leaves } from './leaves.ts';

/** Variables of the name that are no settings: the command line's own, what SSH clients hand over, what the launcher says. */
const NO_SETTINGS: ReadonlySet<string> = new Set([
  'SALLYPORT_CONFIG', 'SALLYPORT_DATA', 'SALLYPORT_ENDPOINT', 'SALLYPORT_ACCESS_KEY_ID', 'SALLYPORT_ACCESS_KEY_SECRET', 'SALLYPORT_SECURITY_TOKEN', 'SALLYPORT_REASON', 'SALLYPORT_LAUNCHED',
]);

export interface FromEnvironment {
  /** section → name → value */
  readonly values: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly problems: readonly string[];
  /** `/section/name` → variable, to say where a bad value comes from. */
  readonly origins: ReadonlyMap<string, string>;
}

/** Settings out of `SALLYPORT_*` variables. Unknown ones are problems: a mistyped setting must not pass for set. */
export function fromEnvironment(environment: Readonly<Record<string, string | undefined>>): FromEnvironment {
  const known = new Map(leaves().map((leaf) => [leaf.variable, leaf]));
  const values: Record<string, Record<string, unknown>> = {};
  const problems: string[] = [];
  const origins = new Map<string, string>();
  for (const [variable, text] of Object.entries(environment)) {
    if (!variable.startsWith('SALLYPORT_') || NO_SETTINGS.has(variable) || text === undefined) continue;
    const leaf = known.get(variable);
    if (leaf === undefined) {
      problems.push(`${variable}: there is no such setting`);
      continue;
    }
    const [section, name] = leaf.path;
    (values[section] ??= {})[name] = read(leaf.type, text);
    origins.set(`/${section}/${name}`, variable);
  }
  return { values, problems, origins };
}

/** A text that does not fit its type stays text, so that the schema names the problem. */
function read(type: string, text: string): unknown {
  switch (type) {
    case 'integer':
      return /^-?[0-9]{1,15}$/u.test(text) ? Number(text) : text;
    case 'array':
      return text === '' ? [] : text.split(',').map((item) => item.trim());
    case 'object':
      try {
        return JSON.parse(text);
      } catch {
        return text;
      }
    default:
      return text;
  }
}

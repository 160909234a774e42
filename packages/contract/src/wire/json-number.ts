/** A number of a JSON text as it was spelt: a Long beyond 2⁵³ keeps its digits, and `1e3` stays apart from `1000`. */
export class JsonNumber {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

/** For JSON.parse. `context` is its source text access, which lib.es2024 does not know yet. */
export function keepNumberSource(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' ? new JsonNumber(context?.source ?? String(value)) : value;
}

import type { RawRest, RestOperation, RestParams } from '../../src/index.ts';

export type Place = 'path' | 'query' | 'body';

export const PLACES: readonly Place[] = ['path', 'query', 'body'];

export function paramsIn(operation: RestOperation, place: Place): RestParams {
  return place === 'path' ? operation.pathParams : operation[place];
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A request as HTTP has it; what is not told is empty. */
export function raw(parts: { readonly path?: Readonly<Record<string, string>>; readonly query?: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }): RawRest {
  const query = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(parts.query ?? '')) query.set(name, [...query.get(name) ?? [], value]);
  return { path: parts.path ?? {}, query, headers: new Map(Object.entries(parts.headers ?? {})), body: bytes(parts.body ?? '') };
}

function spell(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A request that decodes, made of the examples of what is required, with one value of the caller's put in; undefined takes it out. */
export function requestWith(operation: RestOperation, place: Place, name: string, value: unknown): RawRest {
  const examples = (where: Place): [string, string][] => Object.entries(paramsIn(operation, where)).filter(([, param]) => param.required).map(([key, param]) => [key, param.example]);
  const given = (where: Place): boolean => where === place;
  const path = new Map(examples('path'));
  const query = new Map(examples('query').map(([key, text]): [string, readonly string[]] => [key, [text]]));
  const body = new Map(examples('body'));
  for (const [where, map] of [['path', path], ['query', query], ['body', body]] as const) if (given(where)) map.delete(name);
  if (value !== undefined) {
    if (place === 'path') path.set(name, spell(value));
    if (place === 'query') query.set(name, Array.isArray(value) ? value.map(spell) : [spell(value)]);
    if (place === 'body') body.set(name, JSON.stringify(value));
  }
  return { path: Object.fromEntries(path), query, headers: new Map(), body: bytes(`{${[...body].map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(',')}}`) };
}

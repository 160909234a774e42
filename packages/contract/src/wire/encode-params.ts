import type { Operation, Param, ParamsOf } from '../operation.ts';

/** Spells the parameters of a call as a client sends them: in the declared wire style, in the order of the declaration. */
export function encodeParams<O extends Operation>(operation: O, params: ParamsOf<O>): ReadonlyMap<string, string> {
  const given: ReadonlyMap<string, unknown> = new Map(Object.entries(params));
  const pairs = new Map<string, string>();
  for (const [name, param] of Object.entries(operation.params)) {
    const value = given.get(name);
    if (value !== undefined) encodeParam(name, param, value, pairs);
  }
  return pairs;
}

function encodeParam(name: string, param: Param, value: unknown, pairs: Map<string, string>): void {
  if (typeof value !== 'object' || value === null) pairs.set(name, spell(value));
  // Flat keys cannot say "an empty list"; JSON text can, and servers take either.
  else if (param.wire === 'flat' && !hasEmpty(value)) flatten(name, value, pairs);
  else pairs.set(name, JSON.stringify(value));
}

function flatten(key: string, value: unknown, pairs: Map<string, string>): void {
  if (Array.isArray(value)) value.forEach((element, index) => flatten(`${key}.${index + 1}`, element, pairs));
  else if (typeof value === 'object' && value !== null) Object.entries(value).forEach(([member, element]) => flatten(`${key}.${member}`, element, pairs));
  else if (value !== undefined && value !== null) pairs.set(key, spell(value));
}

function spell(scalar: unknown): string {
  return typeof scalar === 'string' ? scalar : JSON.stringify(scalar);
}

function hasEmpty(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const members: readonly unknown[] = Object.values(value);
  return members.length === 0 || members.some(hasEmpty);
}

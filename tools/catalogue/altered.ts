export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** For tests: `value` with the member at `path` replaced, or taken out when `to` is undefined; the original stays. */
export function altered<T extends object>(value: T, path: readonly string[], to: Json | undefined): T {
  const [key = '', ...rest] = path;
  // TypeBox marks its schemas with properties that are not enumerable, so a spread would lose them.
  const members: PropertyDescriptorMap = Object.getOwnPropertyDescriptors(value);
  const old: unknown = members[key]?.value;
  if (rest.length > 0 && (typeof old !== 'object' || old === null)) throw new Error(`nothing at ${key}`);
  const changed = rest.length > 0 ? altered(old as object, rest, to) : to;
  const copy = Object.defineProperties(Array.isArray(value) ? [] : {}, members) as T;
  if (changed === undefined) Reflect.deleteProperty(copy, key);
  else Object.defineProperty(copy, key, { value: changed, enumerable: true, configurable: true, writable: true });
  return copy;
}

import { ApiError } from '../dispatch/api-error.ts';

/** A policy scope of 500 hosts with their accounts, one key each, and some. */
const MAX_PAIRS = 12_000;
const NAME = /^[A-Za-z0-9_.*-]{1,200}$/;

/**
 * Decoded `name=value` pairs of a query or a form. A name given twice with different values is refused (ruling H3): two readers of the
 * request might pick different ones. So are names in which encoding could matter to a signature.
 */
export function parsePairs(text: string): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const part of text.split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = decode(equals < 0 ? part : part.slice(0, equals));
    if (!NAME.test(name)) throw new ApiError('MalformedRequest', { message: 'A parameter name holds a character that no parameter has.' });
    add(pairs, name, equals < 0 ? '' : decode(part.slice(equals + 1)));
  }
  return pairs;
}

export function mergePairs(query: ReadonlyMap<string, string>, form: ReadonlyMap<string, string>): Map<string, string> {
  const merged = new Map(query);
  for (const [name, value] of form) add(merged, name, value);
  return merged;
}

function add(pairs: Map<string, string>, name: string, value: string): void {
  const known = pairs.get(name);
  if (known !== undefined && known !== value) {
    throw new ApiError('RepeatedParameter', { message: `Parameter ${name} is given twice with different values.` });
  }
  pairs.set(name, value);
  if (pairs.size > MAX_PAIRS) throw new ApiError('MalformedRequest', { message: `More than ${MAX_PAIRS} parameters.` });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (error) {
    throw new ApiError('MalformedRequest', { message: 'A parameter is not percent-encoded UTF-8.', cause: error });
  }
}

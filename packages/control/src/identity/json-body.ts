import { hasRepeatedKeys } from '@sallyport/contract';
import { KeystoneError } from './keystone-error.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** The body as a JSON object. Throws KeystoneError 400. */
export function readJsonObject(body: Uint8Array): JsonObject {
  const text = decodeUtf8(body);
  const value = parse(text);
  // Two readers of one request might pick different ones.
  if (hasRepeatedKeys(text, value)) throw malformed('an object names a member twice');
  return member(value, 'the body');
}

/** An object that must be there. */
export function member(value: unknown, what: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed(`${what} must be an object`);
  return Object.fromEntries(Object.entries(value));
}

/** A text that may be absent (or null). */
export function optionalText(value: unknown, what: string, max: number): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string' || value === '' || value.length > max || /\p{C}/u.test(value)) throw malformed(`${what} must be 1 to ${max} characters`);
  return value;
}

export function malformed(what: string): KeystoneError {
  return new KeystoneError(400, `Expecting to find valid JSON in the request: ${what}.`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whatever its parser says could repeat a password of the body.
    throw malformed('it cannot be parsed');
  }
}

function decodeUtf8(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw malformed('it is not UTF-8');
  }
}

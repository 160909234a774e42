import ssh2 from 'ssh2';
import type { ParsedKey } from 'ssh2';

/** A key as ssh2 reads it; undefined: it cannot. */
export function parseBySsh2(text: string, passPhrase?: string): ParsedKey | undefined {
  // Its types know nothing of the array that the openssh-key-v1 form gives.
  const parsed: ParsedKey | Error | readonly (ParsedKey | Error)[] = passPhrase === undefined ? ssh2.utils.parseKey(text) : ssh2.utils.parseKey(text, passPhrase);
  const first = isList(parsed) ? parsed[0] : parsed;
  return first instanceof Error ? undefined : first;
}

function isList<T extends object>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}

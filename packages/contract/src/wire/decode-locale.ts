import { REST_HEADERS } from '../parameters/rest-headers.ts';
import type { RestHeader, RestLocale } from '../rest-operation.ts';
import { parseTimeZone } from '../time-zone.ts';

export type LocaleOutcome = { readonly ok: true; readonly value: RestLocale } | { readonly ok: false; readonly name: string; readonly reason: string };

/** Reads the common headers (lower-case names) that an operation has; one that it does not have counts as absent, whatever it says. */
export function decodeLocale(declared: readonly RestHeader[], headers: ReadonlyMap<string, string>): LocaleOutcome {
  const token = headers.get('x-auth-token');
  for (const name of ['X-Auth-Token', ...declared] as const) {
    const reason = brokenHeader(name, name === 'X-Auth-Token' ? token : headers.get(name.toLowerCase()));
    if (reason !== undefined) return { ok: false, name, reason };
  }
  const valueOf = (name: RestHeader): string => (declared.includes(name) ? headers.get(name.toLowerCase()) : undefined) ?? REST_HEADERS[name].default ?? '';
  const timeZone = valueOf('X-Time-Zone');
  if (parseTimeZone(timeZone) === undefined) return { ok: false, name: 'X-Time-Zone', reason: 'not a time zone' };
  return { ok: true, value: { site: valueOf('X-Site') === '1' ? 1 : 0, language: languageOf(valueOf('X-Language')), timeZone } };
}

/** The language that a value of X-Language asks for; one that nobody speaks here means Chinese (ruling G3). */
export function languageOf(header: string | undefined): 'zh' | 'en' {
  return /^en(?:[-_]|$)/i.test(header ?? '') ? 'en' : 'zh';
}

function brokenHeader(name: RestHeader | 'X-Auth-Token', value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const { minLength, maxLength, values } = REST_HEADERS[name];
  // Beyond twice the limit no text has few enough code points: no need to count them.
  const length = value.length > maxLength * 2 ? value.length : [...value].length;
  if (length < minLength || length > maxLength) return `not ${minLength} to ${maxLength} characters long`;
  return values === undefined || values.includes(value) ? undefined : `none of ${values.join(', ')}`;
}

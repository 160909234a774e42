import { createHmac } from 'node:crypto';
import { percentEncode } from './percent-encode.ts';

/** `METHOD&%2F&` and the canonical query: every parameter of query and form except `Signature`, sorted by code unit. */
export function stringToSignV1(method: string, pairs: ReadonlyMap<string, string>): string {
  const canonical = [...pairs.keys()]
    .filter((name) => name !== 'Signature')
    .sort((a, b) => (a < b ? -1 : 1))
    .map((name) => `${percentEncode(name)}=${percentEncode(pairs.get(name) ?? '')}`)
    .join('&');
  return `${method}&${percentEncode('/')}&${percentEncode(canonical)}`;
}

/** HMAC-SHA1 keyed with the secret and `&`, base64. */
export function signatureV1(stringToSign: string, secret: Uint8Array): string {
  return createHmac('sha1', Buffer.concat([secret, Buffer.from('&')])).update(stringToSign, 'utf8').digest('base64');
}

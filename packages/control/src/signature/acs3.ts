import { createHash, createHmac } from 'node:crypto';
import { percentEncode } from './percent-encode.ts';

export const ACS3 = 'ACS3-HMAC-SHA256';

export interface Acs3Parts {
  readonly method: string;
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  /** Lower-case names. */
  readonly headers: ReadonlyMap<string, string>;
  readonly signedHeaders: readonly string[];
  /** Hex SHA-256 of the body. */
  readonly payloadHash: string;
}

/** Names stay as they are, values are encoded: the clients do so, and the dispatcher admits no name in which it would matter. */
export function canonicalRequest(parts: Acs3Parts): string {
  const query = [...parts.query.keys()].sort((a, b) => (a < b ? -1 : 1)).map((name) => `${name}=${percentEncode(parts.query.get(name) ?? '')}`).join('&');
  const headers = parts.signedHeaders.map((name) => `${name}:${(parts.headers.get(name) ?? '').trim()}\n`).join('');
  return [parts.method, parts.path, query, headers, parts.signedHeaders.join(';'), parts.payloadHash].join('\n');
}

export function stringToSignAcs3(parts: Acs3Parts): string {
  return `${ACS3}\n${sha256Hex(canonicalRequest(parts))}`;
}

/** HMAC-SHA256 keyed with the secret as it is, hex. */
export function signatureAcs3(stringToSign: string, secret: Uint8Array): string {
  return createHmac('sha256', secret).update(stringToSign, 'utf8').digest('hex');
}

export function sha256Hex(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}

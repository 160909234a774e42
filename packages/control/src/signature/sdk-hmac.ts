import { createHmac } from 'node:crypto';
import { sha256Hex } from './acs3.ts';
import { percentEncode } from './percent-encode.ts';

export const SDK_HMAC = 'SDK-HMAC-SHA256';

export interface SdkParts {
  readonly method: string;
  /** As sent, without the query. */
  readonly path: string;
  /** Decoded; several values of one name in the order in which they came. */
  readonly query: ReadonlyMap<string, readonly string[]>;
  /** Lower-case names; bytes beyond ASCII as Latin-1. */
  readonly headers: ReadonlyMap<string, string>;
  readonly signedHeaders: readonly string[];
  /** `YYYYMMDDTHHMMSSZ`, as sent. */
  readonly date: string;
  /** Hex SHA-256 of the body, or what stands for it. */
  readonly payloadHash: string;
}

/**
 * What the clients may have signed: they agree on ordinary requests and differ where a path holds an encoded character or a name has several values.
 * Every form covers the whole request. Source: signers of huaweicloudsdkcore 3.1.219 (Python) and huaweicloud-sdk-core 3.1.211 (Node).
 */
export function stringsToSignSdk(parts: SdkParts): readonly string[] {
  const paths = [...new Set([decodedPath(parts.path), encodedPath(parts.path)])];
  const queries = [...new Set([sortedQuery(parts.query), querySortedByName(parts.query)])];
  return paths.flatMap((path) => queries.map((query) => stringToSign(parts, path, query)));
}

/** HMAC-SHA256 keyed with the secret as it is, hex. */
export function signatureSdk(stringToSign: string, secret: Uint8Array): string {
  return createHmac('sha256', secret).update(stringToSign, 'utf8').digest('hex');
}

function stringToSign(parts: SdkParts, path: string, query: string): string {
  const headers = parts.signedHeaders.map((name) => `${name}:${(parts.headers.get(name) ?? '').trim()}\n`).join('');
  const canonical = [parts.method, path, query, headers, parts.signedHeaders.join(';'), parts.payloadHash].join('\n');
  // Python sends header values as UTF-8 and signs them so; all else is ASCII.
  return `${SDK_HMAC}\n${parts.date}\n${sha256Hex(Buffer.from(canonical, 'latin1'))}`;
}

/** Python: the path decoded, its segments encoded again. */
function decodedPath(path: string): string {
  return withSlash(decodeURIComponent(path).split('/').map(percentEncode).join('/'));
}

/** Node: what its URL parser has escaped is encoded once more, what it leaves to the HTTP client (everything beyond ASCII) is encoded once. */
function encodedPath(path: string): string {
  const parsed = path.replace(/(?:%[89A-F][0-9A-F])+/gi, (run) => decodeURIComponent(run));
  return withSlash(parsed.split('/').map(percentEncode).join('/'));
}

function withSlash(path: string): string {
  return path.endsWith('/') ? path : `${path}/`;
}

function sortedQuery(query: SdkParts['query']): string {
  return joined(query, (values) => [...values].sort(byCodeUnit));
}

/** Python sorts a list of numbers as numbers, and sends it in that order. */
function querySortedByName(query: SdkParts['query']): string {
  return joined(query, (values) => values);
}

function joined(query: SdkParts['query'], order: (values: readonly string[]) => readonly string[]): string {
  return [...query.keys()].sort(byCodeUnit)
    .flatMap((name) => order(query.get(name) ?? []).map((value) => `${percentEncode(name)}=${percentEncode(value)}`))
    .join('&');
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

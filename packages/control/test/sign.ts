import { randomUUID } from 'node:crypto';
import { sha256Hex, signatureAcs3, stringToSignAcs3 } from '../src/signature/acs3.ts';
import { percentEncode } from '../src/signature/percent-encode.ts';
import { signatureV1, stringToSignV1 } from '../src/signature/v1.ts';

export interface ToSign {
  readonly action: string;
  readonly version: string;
  readonly params: Readonly<Record<string, string>>;
  readonly method: 'GET' | 'POST';
  readonly key: { readonly accessKeyId: string; readonly secret: string };
  readonly at: number;
  readonly nonce?: string;
  /** More headers to sign, where headers are signed; lower-case names. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Signed {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: string;
}

function timestamp(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

function query(params: Readonly<Record<string, string>>): string {
  return Object.entries(params).map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`).join('&');
}

/** As the vendor's current client does it: parameters in the query, signature in headers. */
export function signAcs3({ action, version, params, method, key, at, nonce = randomUUID(), headers: more = {} }: ToSign): Signed {
  const headers: Record<string, string> = {
    ...more, host: 'bastion.local', 'x-acs-action': action, 'x-acs-version': version, 'x-acs-date': timestamp(at), 'x-acs-signature-nonce': nonce, 'x-acs-content-sha256': sha256Hex(''),
  };
  const signedHeaders = Object.keys(headers).sort();
  const text = stringToSignAcs3({ method, path: '/', query: new Map(Object.entries(params)), headers: new Map(Object.entries(headers)), signedHeaders, payloadHash: sha256Hex('') });
  headers['authorization'] = `ACS3-HMAC-SHA256 Credential=${key.accessKeyId},SignedHeaders=${signedHeaders.join(';')},Signature=${signatureAcs3(text, Buffer.from(key.secret))}`;
  return { method, url: `/?${query(params)}`, headers };
}

/** As the older clients do it: everything in parameters, in the query of a GET or the form of a POST. */
export function signV1({ action, version, params, method, key, at, nonce = randomUUID() }: ToSign): Signed {
  const all: Record<string, string> = {
    Format: 'JSON', SignatureMethod: 'HMAC-SHA1', SignatureVersion: '1.0', ...params,
    Action: action, Version: version, AccessKeyId: key.accessKeyId, SignatureNonce: nonce, Timestamp: timestamp(at),
  };
  all['Signature'] = signatureV1(stringToSignV1(method, new Map(Object.entries(all))), Buffer.from(key.secret));
  if (method === 'GET') return { method, url: `/?${query(all)}`, headers: { host: 'bastion.local' } };
  return { method, url: '/', headers: { host: 'bastion.local', 'content-type': 'application/x-www-form-urlencoded' }, payload: query(all) };
}

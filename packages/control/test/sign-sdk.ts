import { sha256Hex } from '../src/signature/acs3.ts';
import { percentEncode } from '../src/signature/percent-encode.ts';
import { SDK_HMAC, signatureSdk, stringsToSignSdk } from '../src/signature/sdk-hmac.ts';

export interface RestToSign {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Encoded, without the query. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
  /** More headers; lower-case names. All are signed. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly key: { readonly accessKeyId: string; readonly secret: string; readonly securityToken?: string };
  readonly at: number;
}

export interface RestSigned {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: string;
}

export function restUrl(path: string, query: RestToSign['query'] = {}): string {
  const pairs = Object.entries(query).flatMap(([name, values]) => [values].flat().map((value) => `${percentEncode(name)}=${percentEncode(value)}`));
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

/** As the vendor's clients of the service-ticket API do it: every header that they set is signed. */
export function signSdk({ method, path, query = {}, body, headers = {}, key, at }: RestToSign): RestSigned {
  const date = `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  const all: Record<string, string> = {
    host: 'bastion.local', ...(body === undefined ? {} : { 'content-type': 'application/json' }), 'x-sdk-date': date,
    ...(key.securityToken === undefined ? {} : { 'x-security-token': key.securityToken }), ...headers,
  };
  const signedHeaders = Object.keys(all).sort();
  const payloadHash = all['x-sdk-content-sha256'] ?? sha256Hex(body ?? '');
  const lists = new Map(Object.entries(query).map(([name, values]) => [name, [values].flat()] as const));
  const [text = ''] = stringsToSignSdk({ method, path, query: lists, headers: new Map(Object.entries(all)), signedHeaders, date, payloadHash });
  all['authorization'] = `${SDK_HMAC} Access=${key.accessKeyId}, SignedHeaders=${signedHeaders.join(';')}, Signature=${signatureSdk(text, Buffer.from(key.secret))}`;
  return { method, url: restUrl(path, query), headers: all, ...(body === undefined ? {} : { payload: body }) };
}

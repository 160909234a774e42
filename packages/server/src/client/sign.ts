import { createHash, createHmac } from 'node:crypto';

/** What a request says before it is signed. */
export interface UnsignedRequest {
  readonly action: string;
  readonly version: string;
  /** As it will stand in the Host header, port included. */
  readonly host: string;
  /** Form pairs, in no order. */
  readonly pairs: ReadonlyMap<string, string>;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Of a temporary key. */
  readonly securityToken?: string | undefined;
  readonly nonce: string;
  readonly at: Date;
}

export interface SignedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** RFC 3986: only `A-Za-z0-9-_.~` stand for themselves. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/gu, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/**
 * Signs a POST of `/` with ACS3-HMAC-SHA256. Parameters go into the form body and not into the address,
 * which proxies and logs keep.
 */
export function signRequest(request: UnsignedRequest): SignedRequest {
  const body = [...request.pairs].map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
  const bodyHash = sha256(body);
  const signed: Record<string, string> = {
    'content-type': 'application/x-www-form-urlencoded',
    host: request.host,
    'x-acs-action': request.action,
    'x-acs-content-sha256': bodyHash,
    'x-acs-date': request.at.toISOString().replace(/\.\d+Z$/u, 'Z'),
    'x-acs-signature-nonce': request.nonce,
    ...(request.securityToken === undefined ? {} : { 'x-acs-security-token': request.securityToken }),
    'x-acs-version': request.version,
  };
  const names = Object.keys(signed).sort();
  const canonical = ['POST', '/', '', ...names.map((name) => `${name}:${signed[name] ?? ''}`), '', names.join(';'), bodyHash].join('\n');
  const signature = createHmac('sha256', request.accessKeySecret).update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`).digest('hex');
  return {
    headers: { ...signed, accept: 'application/json', authorization: `ACS3-HMAC-SHA256 Credential=${request.accessKeyId},SignedHeaders=${names.join(';')},Signature=${signature}` },
    body,
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

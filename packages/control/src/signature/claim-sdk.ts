import type { EpochMs } from '@sallyport/core';
import type { RestRequest } from '../service-tickets/rest-request.ts';
import { sha256Hex } from './acs3.ts';
import { sameText } from './compare.ts';
import { SDK_HMAC, signatureSdk, stringsToSignSdk } from './sdk-hmac.ts';
import type { SdkParts } from './sdk-hmac.ts';
import { isSecurityToken } from './security-token.ts';

/** Who a signed request of the REST dialect says it comes from, and how to prove it. Nothing in it may be trusted before `proves`. */
export interface SdkClaim {
  readonly accessKeyId: string;
  readonly signedAt: EpochMs;
  /** Empty: none came with it. */
  readonly securityToken: string;
  /** In constant time. */
  proves(secret: Uint8Array): boolean;
}

/** What is wrong with a claim, for the caller to read; holds nothing that he sent. */
export interface ClaimFault {
  readonly fault: string;
}

const MAX_SIGNED_HEADERS = 64;
const UNSIGNED = 'UNSIGNED-PAYLOAD';
const EMPTY_HASH = sha256Hex('');

/** Headers that mean something to us: nobody between client and server may add or change them. Clients sign all that they set. */
const MEANING: ReadonlySet<string> = new Set([
  'host', 'x-sdk-date', 'x-sdk-content-sha256', 'x-security-token', 'x-auth-token', 'x-subject-token', 'x-domain-id', 'x-project-id', 'x-site', 'x-language', 'x-time-zone',
]);

/** Reads `Authorization: SDK-HMAC-SHA256 Access=…, SignedHeaders=a;b, Signature=…`. */
export function readClaimSdk(request: RestRequest, authorization: string): SdkClaim | ClaimFault {
  const fields = parseAuthorization(authorization);
  if (fields === undefined) return { fault: `the Authorization header is not one of ${SDK_HMAC}` };
  const { accessKeyId, signedHeaders, signature } = fields;
  const date = request.headers.get('x-sdk-date') ?? '';
  const signedAt = parseDate(date);
  if (signedAt === undefined) return { fault: 'X-Sdk-Date is missing or not YYYYMMDDTHHMMSSZ' };
  const unsigned = missingNames(request, signedHeaders);
  if (unsigned !== undefined) return { fault: unsigned };
  const securityToken = request.headers.get('x-security-token') ?? '';
  if (securityToken !== '' && !isSecurityToken(securityToken)) return { fault: 'X-Security-Token is malformed' };
  const payloadHash = payloadHashOf(request);
  if (typeof payloadHash !== 'string') return payloadHash;
  const parts: SdkParts = { ...request, signedHeaders, date, payloadHash };
  return {
    accessKeyId, signedAt, securityToken,
    // None is skipped once one has matched, so that time tells nothing of which.
    proves: (secret) => stringsToSignSdk(parts).map((text) => sameText(signatureSdk(text, secret), signature)).includes(true),
  };
}

interface Authorization {
  readonly accessKeyId: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

function parseAuthorization(text: string): Authorization | undefined {
  const match = /^SDK-HMAC-SHA256 Access=([A-Za-z0-9._-]{1,128}), ?SignedHeaders=([a-z0-9;-]{1,4096}), ?Signature=([0-9a-f]{64})$/.exec(text.trim());
  if (match === null) return undefined;
  const [, accessKeyId = '', names = '', signature = ''] = match;
  return { accessKeyId, signedHeaders: names.split(';'), signature };
}

/** `YYYYMMDDTHHMMSSZ` in UTC. */
function parseDate(text: string): EpochMs | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at) ? undefined : at;
}

function missingNames(request: RestRequest, signed: readonly string[]): string | undefined {
  const names = new Set(signed);
  if (names.size !== signed.length || signed.length > MAX_SIGNED_HEADERS) return 'SignedHeaders names a header twice, or too many';
  if (!names.has('host') || !names.has('x-sdk-date')) return 'host and x-sdk-date must be signed';
  const absent = signed.some((name) => !request.headers.has(name));
  if (absent) return 'SignedHeaders names a header that did not arrive';
  const bare = [...MEANING].filter((name) => request.headers.has(name) && !names.has(name));
  return bare.length === 0 ? undefined : `these headers must be signed: ${bare.join(', ')}`;
}

/** A declared hash must be the body's; a body that is not signed goes through TLS alone, which keeps it whole. */
function payloadHashOf(request: RestRequest): string | ClaimFault {
  const actual = sha256Hex(request.body);
  const declared = request.headers.get('x-sdk-content-sha256');
  if (declared === undefined) return actual;
  if (declared === UNSIGNED) {
    if (!request.secure) return { fault: `${UNSIGNED} is accepted over TLS only` };
    // Python names it for a request without a body too, and signs the hash of nothing then.
    return request.body.length === 0 ? EMPTY_HASH : UNSIGNED;
  }
  return sameText(declared, actual) ? actual : { fault: 'X-Sdk-Content-Sha256 is not the hash of the body' };
}

import { ApiError } from '../dispatch/api-error.ts';
import type { ApiRequest } from '../dispatch/api-request.ts';
import { ACS3, sha256Hex, signatureAcs3, stringToSignAcs3 } from './acs3.ts';
import { checkName, checkNonce, parseTimestamp } from './claim.ts';
import type { Claim } from './claim.ts';
import { sameText } from './compare.ts';
import { readSecurityToken } from './read-security-token.ts';

const MAX_SIGNED_HEADERS = 64;

/** Reads a request signed in headers. Everything that means something to us must be under the signature (ruling H3). */
export function readClaimAcs3(request: ApiRequest, authorization: string): Claim {
  const fields = parseAuthorization(authorization);
  const action = checkName('Action', need(request, 'x-acs-action', 'Action'));
  const version = checkName('Version', need(request, 'x-acs-version', 'Version'));
  const accessKeyId = checkName('AccessKeyId', fields.credential);
  const nonce = checkNonce(need(request, 'x-acs-signature-nonce', 'SignatureNonce'));
  const signedAt = parseTimestamp(need(request, 'x-acs-date', 'Timestamp'));
  checkSignedHeaders(request, fields.signedHeaders);
  const payloadHash = sha256Hex(request.body);
  const declared = need(request, 'x-acs-content-sha256', 'ContentSha256');
  const stringToSign = stringToSignAcs3({ ...request, signedHeaders: fields.signedHeaders, payloadHash });
  return {
    scheme: 'acs3', accessKeyId, action, version, signedAt, nonce, securityToken: readSecurityToken(request),
    // The declared hash is signed; that it is also the body's hash makes the body signed.
    proves: (secret) => sameText(signatureAcs3(stringToSign, secret), fields.signature) && sameText(declared.toLowerCase(), payloadHash),
    shown: () => '',
  };
}

interface Authorization {
  readonly credential: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** `ACS3-HMAC-SHA256 Credential=<id>,SignedHeaders=a;b,Signature=<hex>`. */
function parseAuthorization(text: string): Authorization {
  const match = /^(\S+)\s+(.*)$/s.exec(text.trim());
  // SM3, RSA and ACS4 are other algorithms of the same family; whoever configured them reads which one we speak.
  if (match?.[1] !== ACS3) throw new ApiError('InvalidSignatureMethod', { message: `Specified signature method is not valid; use ${ACS3}.` });
  const fields = new Map((match[2] ?? '').split(',').map((part) => {
    const equals = part.indexOf('=');
    return [part.slice(0, Math.max(equals, 0)).trim(), part.slice(equals + 1).trim()] as const;
  }));
  const credential = fields.get('Credential') ?? '';
  const signature = fields.get('Signature') ?? '';
  const signedHeaders = (fields.get('SignedHeaders') ?? '').split(';').filter((name) => name !== '');
  if (credential === '' || signature === '' || signedHeaders.length === 0) throw new ApiError('IncompleteSignature');
  return { credential, signature, signedHeaders };
}

function need(request: ApiRequest, header: string, parameter: string): string {
  const value = request.headers.get(header) ?? '';
  if (value === '') throw new ApiError(`Missing${parameter}`);
  return value;
}

function checkSignedHeaders(request: ApiRequest, signed: readonly string[]): void {
  const names = new Set(signed);
  const wellFormed = signed.length <= MAX_SIGNED_HEADERS && names.size === signed.length && signed.every((name) => name === name.toLowerCase());
  const needed = [...request.headers.keys()].filter((name) => name.startsWith('x-acs-') || name === 'host' || name === 'content-type');
  const missing = needed.filter((name) => !names.has(name));
  if (!wellFormed || !names.has('host') || missing.length > 0) {
    throw new ApiError('IncompleteSignature', { message: `The signature must cover host, every x-acs-* header and content-type${missing.length > 0 ? `; missing: ${missing.join(', ').slice(0, 200)}` : ''}.` });
  }
}

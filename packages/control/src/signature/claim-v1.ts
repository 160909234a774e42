import { findOperation } from '@sallyport/contract';
import type { Params } from '@sallyport/contract';
import { ApiError } from '../dispatch/api-error.ts';
import type { ApiRequest } from '../dispatch/api-request.ts';
import { checkName, checkNonce, parseTimestamp } from './claim.ts';
import type { Claim } from './claim.ts';
import { sameText } from './compare.ts';
import { readSecurityToken } from './read-security-token.ts';
import { signatureV1, stringToSignV1 } from './v1.ts';

/** Reads a v1 request: everything in parameters. Headers are not signed here, so none of them chooses the action. */
export function readClaimV1(request: ApiRequest): Claim {
  const action = checkName('Action', need(request, 'Action'));
  const version = checkName('Version', need(request, 'Version'));
  const accessKeyId = checkName('AccessKeyId', need(request, 'AccessKeyId'));
  const signature = need(request, 'Signature');
  checkScheme(request);
  const nonce = checkNonce(need(request, 'SignatureNonce'));
  const signedAt = parseTimestamp(need(request, 'Timestamp'));
  // Only when asked for: a megabyte of parameters takes a tenth of a second, which a stranger without a key must not be able to spend.
  const stringToSign = (): string => stringToSignV1(request.method, request.params);
  return {
    scheme: 'v1', accessKeyId, action, version, signedAt, nonce, securityToken: readSecurityToken(request),
    proves: (secret) => sameText(signatureV1(stringToSign(), secret), signature),
    shown: () => {
      const text = holdsNoSecret(request, version, action) ? stringToSign() : '';
      return text.length <= MAX_SHOWN ? text : '';
    },
  };
}

/** Longer ones would answer a megabyte with several. */
const MAX_SHOWN = 16_384;

/** Parameters of the scheme itself; the signature is not part of what is signed. */
const COMMON: ReadonlySet<string> = new Set([
  'AccessKeyId', 'Action', 'Format', 'RegionId', 'Signature', 'SignatureMethod', 'SignatureNonce', 'SignatureType', 'SignatureVersion', 'Timestamp', 'Version',
]);

/** As in the audit log, what nobody has classified counts as secret: a password under a misspelt name is one. */
function holdsNoSecret({ params }: ApiRequest, version: string, action: string): boolean {
  const declared: Params = findOperation(version, action)?.params ?? {};
  return [...params.keys()].every((key) => {
    const name = key.split('.', 1)[0] ?? '';
    const audit = Object.hasOwn(declared, name) ? declared[name]?.audit : undefined;
    return COMMON.has(name) || audit === 'public' || audit === 'sensitive';
  });
}

function need(request: ApiRequest, name: string): string {
  const value = request.params.get(name);
  if (value === undefined || value === '') throw new ApiError(`Missing${name}`);
  return value;
}

function checkScheme({ params }: ApiRequest): void {
  const method = params.get('SignatureMethod') ?? '';
  if (method !== '' && method.toUpperCase() !== 'HMAC-SHA1') throw new ApiError('InvalidSignatureMethod');
  const version = params.get('SignatureVersion') ?? '';
  if (version !== '' && version !== '1.0') throw new ApiError('InvalidSignatureVersion');
  const type = params.get('SignatureType') ?? '';
  if (type !== '' || (params.get('BearerToken') ?? '') !== '') throw new ApiError('InvalidSignatureMethod');
}

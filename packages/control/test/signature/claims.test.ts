import { describe, expect, it } from 'vitest';
import { ApiError } from '../../src/dispatch/api-error.ts';
import type { ApiRequest } from '../../src/dispatch/api-request.ts';
import { sha256Hex, signatureAcs3, stringToSignAcs3 } from '../../src/signature/acs3.ts';
import { readClaim } from '../../src/signature/read-claim.ts';

const SECRET = Buffer.from('testsecret');
const EMPTY = sha256Hex('');
const BASE = {
  host: 'bastion.local', 'x-acs-action': 'LockUsers', 'x-acs-version': '2019-12-09', 'x-acs-date': '2026-11-21T12:00:00Z', 'x-acs-signature-nonce': 'n-1', 'x-acs-content-sha256': EMPTY,
};

/** A request signed over `signed` (all headers unless told otherwise), then altered by `change`. */
function signed(headers: Record<string, string> = BASE, over = Object.keys(headers), change: Partial<ApiRequest> = {}): ApiRequest {
  const map = new Map(Object.entries(headers));
  const signedHeaders = [...over].sort();
  const base: ApiRequest = { method: 'POST', path: '/', headers: map, query: new Map(), params: new Map(), body: new Uint8Array(), address: '127.0.0.1', secure: true };
  const signature = signatureAcs3(stringToSignAcs3({ ...base, signedHeaders, payloadHash: headers['x-acs-content-sha256'] ?? EMPTY }), SECRET);
  map.set('authorization', `ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=${signedHeaders.join(';')},Signature=${signature}`);
  return { ...base, ...change };
}

function code(request: ApiRequest): string {
  try {
    return readClaim(request).proves(SECRET) ? 'OK' : 'SignatureDoesNotMatch';
  } catch (error) {
    if (error instanceof ApiError) return error.code;
    throw error;
  }
}

const without = (name: keyof typeof BASE): Record<string, string> => Object.fromEntries(Object.entries(BASE).filter(([key]) => key !== name));
const withAuthorization = (text: string): ApiRequest => {
  const request = signed();
  return { ...request, headers: new Map([...request.headers, ['authorization', text]]) };
};

describe('an ACS3 claim', () => {
  it('is proven by its signature and by no other', () => {
    expect(code(signed())).toBe('OK');
    expect(readClaim(signed()).proves(Buffer.from('other'))).toBe(false);
  });

  it.each([
    ['no host', signed(without('host')), 'IncompleteSignature'],
    ['host not signed', signed(BASE, Object.keys(BASE).filter((name) => name !== 'host')), 'IncompleteSignature'],
    ['an x-acs header not signed', signed({ ...BASE, 'x-acs-extra': '1' }, Object.keys(BASE)), 'IncompleteSignature'],
    ['content-type not signed', signed({ ...BASE, 'content-type': 'application/json' }, Object.keys(BASE)), 'IncompleteSignature'],
    ['no date', signed(without('x-acs-date')), 'MissingTimestamp'],
    ['no nonce', signed(without('x-acs-signature-nonce')), 'MissingSignatureNonce'],
    ['no body hash', signed(without('x-acs-content-sha256')), 'MissingContentSha256'],
    ['no action', signed(without('x-acs-action')), 'MissingAction'],
    ['no version', signed(without('x-acs-version')), 'MissingVersion'],
    ['a malformed date', signed({ ...BASE, 'x-acs-date': '2026-11-21 12:00' }), 'InvalidTimeStamp.Format'],
    ['an impossible date', signed({ ...BASE, 'x-acs-date': '2026-13-41T12:00:00Z' }), 'InvalidTimeStamp.Format'],
    ['a body that its hash does not cover', signed(BASE, Object.keys(BASE), { body: Buffer.from('X=1') }), 'SignatureDoesNotMatch'],
    ['another query', signed(BASE, Object.keys(BASE), { query: new Map([['UserIds', '["9"]']]) }), 'SignatureDoesNotMatch'],
    ['another action in the query', signed(BASE, Object.keys(BASE), { params: new Map([['Action', 'UnlockUsers']]) }), 'RepeatedParameter'],
    ['SM3', withAuthorization('ACS3-HMAC-SM3 Credential=a,SignedHeaders=host,Signature=b'), 'InvalidSignatureMethod'],
    ['RSA', withAuthorization('ACS3-RSA-SHA256 Credential=a,SignedHeaders=host,Signature=b'), 'InvalidSignatureMethod'],
    ['ACS4', withAuthorization('ACS4-HMAC-SHA256 Credential=a/20261121/cn/x/aliyun_v4_request,SignedHeaders=host,Signature=b'), 'InvalidSignatureMethod'],
    ['a bearer', withAuthorization('Bearer x'), 'InvalidSignatureMethod'],
    ['nothing after the algorithm', withAuthorization('ACS3-HMAC-SHA256 x'), 'IncompleteSignature'],
    ['a malformed security token', signed({ ...BASE, 'x-acs-security-token': 'a b' }), 'InvalidSecurityToken.Malformed'],
    ['two security tokens', signed({ ...BASE, 'x-acs-security-token': 'a' }, undefined, { params: new Map([['SecurityToken', 'b']]) }), 'RepeatedParameter'],
    ['a security token that is not signed', signed({ ...BASE, 'x-acs-security-token': 'a' }, Object.keys(BASE)), 'IncompleteSignature'],
    ['a bearer token header', signed({ ...BASE, 'x-acs-bearer-token': 't' }), 'InvalidSignatureMethod'],
  ])('with %s is refused', (_, request, expected) => {
    expect(code(request)).toBe(expected);
  });
});

describe('a declared body hash', () => {
  it('must be the body’s, even where the signature covers the body itself', () => {
    const headers = { ...BASE, 'x-acs-content-sha256': sha256Hex('another body') };
    const honest = signed(headers);
    const signedHeaders = Object.keys(headers).sort();
    const signature = signatureAcs3(stringToSignAcs3({ ...honest, signedHeaders, payloadHash: EMPTY }), SECRET);
    const request = { ...honest, headers: new Map([...honest.headers, ['authorization', `ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=${signedHeaders.join(';')},Signature=${signature}`]]) };
    expect(code(request)).toBe('SignatureDoesNotMatch');
  });
});

describe('a v1 claim', () => {
  const params = { Action: 'LockUsers', Version: '2019-12-09', AccessKeyId: 'testid', Signature: 'x', SignatureNonce: 'n', Timestamp: '2026-11-21T12:00:00Z', SignatureMethod: 'HMAC-SHA1', SignatureVersion: '1.0' };
  const v1 = (change: Record<string, string | undefined>, headers: Record<string, string> = {}): ApiRequest => {
    const map = new Map(Object.entries({ ...params, ...change }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
    return { method: 'GET', path: '/', headers: new Map(Object.entries(headers)), query: map, params: map, body: new Uint8Array(), address: '127.0.0.1', secure: true };
  };

  const cases: readonly (readonly [string, ApiRequest, string])[] = [
    ...(['Action', 'Version', 'AccessKeyId', 'Signature', 'SignatureNonce', 'Timestamp'] as const).map((name) => [`no ${name}`, v1({ [name]: undefined }), `Missing${name}`] as const),
    ['another method', v1({ SignatureMethod: 'HMAC-SHA256' }), 'InvalidSignatureMethod'],
    ['another version', v1({ SignatureVersion: '2.0' }), 'InvalidSignatureVersion'],
    ['a bearer type', v1({ SignatureType: 'BEARERTOKEN' }), 'InvalidSignatureMethod'],
    ['a malformed security token', v1({ SecurityToken: 'a b' }), 'InvalidSecurityToken.Malformed'],
    ['a monstrous security token', v1({ SecurityToken: 'a'.repeat(5_001) }), 'InvalidSecurityToken.Malformed'],
    ['two security tokens', v1({ SecurityToken: 'a' }, { 'x-acs-security-token': 'b' }), 'RepeatedParameter'],
    // Headers are not signed in v1: one must not choose the action.
    ['an action in the header alone', v1({ Action: undefined }, { 'x-acs-action': 'LockUsers' }), 'MissingAction'],
    ['another action in the header', v1({}, { 'x-acs-action': 'UnlockUsers' }), 'RepeatedParameter'],
    ['the same action, in pop-core’s spelling', v1({}, { 'x-acs-action': 'lockUsers' }), 'SignatureDoesNotMatch'],
    ['a monstrous nonce', v1({ SignatureNonce: 'n'.repeat(257) }), 'InvalidParameter'],
  ];

  it.each(cases)('with %s is refused', (_, request, expected) => {
    expect(code(request)).toBe(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { canonicalRequest, sha256Hex, signatureAcs3, stringToSignAcs3 } from '../../src/signature/acs3.ts';
import { signatureV1, stringToSignV1 } from '../../src/signature/v1.ts';

const SECRET = Buffer.from('testsecret');
const V1 = new Map(Object.entries({
  AccessKeyId: 'testid', Action: 'LockUsers', Format: 'JSON', InstanceId: 'bastionhost-cn-st220aw', RegionId: 'cn-hangzhou', SignatureMethod: 'HMAC-SHA1',
  SignatureNonce: 'n-1', SignatureVersion: '1.0', Timestamp: '2026-11-21T12:00:00Z', UserIds: '["1","2"]', Version: '2019-12-09',
}));

describe('signature v1', () => {
  it.each([['GET', 'HRqOhB/4oK0BmrftDhIh8i38S5U='], ['POST', 'spRj5w8uGiRqPSu/h/3DmJO1s7E=']])('of a %s', (method, signature) => {
    expect(signatureV1(stringToSignV1(method, V1), SECRET)).toBe(signature);
  });

  it('covers every parameter but Signature', () => {
    const signed = stringToSignV1('GET', V1);
    expect(stringToSignV1('GET', new Map([...V1, ['Signature', 'x']]))).toBe(signed);
    expect(stringToSignV1('GET', new Map([...V1, ['Comment', 'x']]))).not.toBe(signed);
  });

  it('encodes what clients leave raw on the URL', () => {
    expect(stringToSignV1('GET', new Map([['X', "a b*~!'()"]]))).toBe("GET&%2F&X%3Da%2520b%252A~%2521%2527%2528%2529");
  });
});

describe('signature ACS3', () => {
  const parts = {
    method: 'POST', path: '/',
    query: new Map([['InstanceId', 'bastionhost-cn-st220aw'], ['UserIds', '["1","2"]'], ['X', 'a b*~']]),
    headers: new Map([
      ['host', 'bastion.local'], ['x-acs-action', 'LockUsers'], ['x-acs-version', '2019-12-09'], ['x-acs-date', '2026-11-21T12:00:00Z'],
      ['x-acs-signature-nonce', 'n-1'], ['x-acs-content-sha256', sha256Hex('')],
    ]),
    signedHeaders: ['host', 'x-acs-action', 'x-acs-content-sha256', 'x-acs-date', 'x-acs-signature-nonce', 'x-acs-version'],
    payloadHash: sha256Hex(''),
  };

  it('of a POST without body', () => {
    expect(signatureAcs3(stringToSignAcs3(parts), SECRET)).toBe('d623ed652d2bc71244a0277921a035e4e91b8fa0331cc126e517e830141386b7');
  });

  it('covers method, path, query, signed headers and body', () => {
    const own = canonicalRequest(parts);
    for (const other of [{ method: 'GET' }, { path: '/x' }, { query: new Map() }, { headers: new Map(parts.headers).set('host', 'evil') }, { payloadHash: sha256Hex('x') }]) {
      expect(canonicalRequest({ ...parts, ...other })).not.toBe(own);
    }
  });
});

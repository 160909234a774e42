import { describe, expect, it } from 'vitest';
import { parseRestQuery } from '../../src/http/rest-query.ts';
import type { RestRequest } from '../../src/service-tickets/rest-request.ts';
import { readClaimSdk } from '../../src/signature/claim-sdk.ts';

const SECRET = Buffer.from('testsecret');

interface Vector {
  readonly method: string;
  readonly uri: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signed: string;
  readonly signature: string;
  readonly body?: string;
  readonly secure?: boolean;
}

const CASES = '/v2/servicerequest/cases';

/** Made by the signers of huaweicloudsdkcore 3.1.219 (Python) and @huaweicloud/huaweicloud-sdk-core 3.1.211 (Node), for key `testid` and secret `testsecret`. */
const VECTORS: Readonly<Record<string, Vector>> = {
  'Python: a body and a query': {
    method: 'PUT', uri: '/v2/servicerequest/authorizations/Auth-1/action?action_id=reject', headers: { 'content-type': 'application/json', 'x-domain-id': 'dom' }, body: '{"reject_reason":"test"}',
    signed: 'content-type;host;x-domain-id;x-sdk-date', signature: '6458dc0fbff6ffb4a80a8e43ebf0c5285751b2d8efc3930ffd70554ea13036d7',
  },
  'Python: a list of words and odd characters': {
    method: 'GET', uri: `${CASES}?label_id_list=a&label_id_list=b&label_id_list=c&search_key=a%20b%2A~%21%27%28%29`, headers: { 'x-language': 'en-us', 'x-time-zone': 'GMT+8' },
    signed: 'host;x-language;x-sdk-date;x-time-zone', signature: 'e1d5b9853fb48b1b4ded347bb6690c5365a7d95ad112f0662eec563e2c2b2af3',
  },
  'Python: a list of numbers in their order as numbers': {
    method: 'GET', uri: `${CASES}?label_id_list=1&label_id_list=9&label_id_list=10`, headers: {}, signed: 'host;x-sdk-date', signature: '6c89435af0a7bd83e6305e553c721010dda49b559a8d65eaa1fd5a39809468e0',
  },
  'Python: an encoded path': {
    method: 'GET', uri: '/v2/servicerequest/authorizations/a%20b%25%2A%E4%B8%AD%E6%96%87/action', headers: {}, signed: 'host;x-sdk-date', signature: 'd994f0480f35dc93a1ad4260bb742decfd68fd5f6731c6185a3104cb152e666a',
  },
  'Python: a header beyond ASCII': {
    method: 'GET', uri: CASES, headers: { 'x-language': Buffer.from('中文', 'utf8').toString('latin1') }, signed: 'host;x-language;x-sdk-date', signature: '1b0a2e462d68d00698924f3ba7483d4e734f14961d44d62ebfe4a82af21d09a8',
  },
  'Python: a body that is not signed, over TLS': {
    method: 'POST', uri: CASES, headers: { 'content-type': 'multipart/form-data', 'x-sdk-content-sha256': 'UNSIGNED-PAYLOAD' }, body: 'body', secure: true,
    signed: 'content-type;host;x-sdk-content-sha256;x-sdk-date', signature: '67934bbd55a4272a956e258cf56cd669bb377a8851637fdd05259b8462a036ec',
  },
  'Python: no body that is not signed, over TLS': {
    method: 'POST', uri: CASES, headers: { 'content-type': 'text/plain', 'x-sdk-content-sha256': 'UNSIGNED-PAYLOAD' }, secure: true,
    signed: 'content-type;host;x-sdk-content-sha256;x-sdk-date', signature: 'd478f49b986bc8331691d754dfa2ecdbb1fc49352de7903435ee4897a8dfa357',
  },
  'Python: a temporary key and a body in Chinese': {
    method: 'POST', uri: CASES, headers: { 'content-type': 'application/json;charset=UTF-8', 'x-security-token': 'SPST.abc' }, body: '{"描述":"中"}',
    signed: 'content-type;host;x-sdk-date;x-security-token', signature: '97cde09bd33a920b566ff8c7e73287d7d425aeb12381c68f8fdabe7070b76f2a',
  },
  'Node: a GET with a body': {
    method: 'GET', uri: `${CASES}?label_id_list=1&label_id_list=3&search_key=a%20b*`, headers: { 'content-type': 'application/json', 'x-domain-id': 'dom', 'x-language': 'en-us' }, body: '{}',
    signed: 'content-type;host;x-domain-id;x-language;x-sdk-date', signature: '35032c2efd6c11f05822842a6cb7d1f9da99cef04f52fe3cd8a49b33c1aed108',
  },
  'Node: a path with a space, encoded twice': {
    method: 'PUT', uri: '/v2/servicerequest/authorizations/a%20b*/action?action_id=reject', headers: { 'content-type': 'application/json' }, body: '{"reject_reason":"test"}',
    signed: 'content-type;host;x-sdk-date', signature: '0ba76a8df089feb6b1ae356e87707767a97b5d01ae0f1a1b8f5217b1dcca75e5',
  },
  'Node: a path with both': {
    method: 'PUT', uri: '/v2/servicerequest/authorizations/Auth-1%20%E4%B8%AD/action?action_id=reject', headers: { 'content-type': 'application/json' }, body: '{"reject_reason":"中"}',
    signed: 'content-type;host;x-sdk-date', signature: 'c8b9a1196f84e2f4208c606cd0aa2d1afc116db7e1d2e8ba926008d070ff24f0',
  },
  'Node: a path in Chinese, encoded once': {
    method: 'PUT', uri: '/v2/servicerequest/authorizations/%E4%B8%AD%E6%96%87/action?action_id=reject', headers: { 'content-type': 'application/json' }, body: '{"reject_reason":"中"}',
    signed: 'content-type;host;x-sdk-date', signature: '29949c3b54780a7330936c5101d2d89d42ce1fabbf7124af9ce5bc2840d0c435',
  },
};

function requestOf(vector: Vector): RestRequest {
  const [path = '', query = ''] = vector.uri.split('?');
  const authorization = `SDK-HMAC-SHA256 Access=testid, SignedHeaders=${vector.signed}, Signature=${vector.signature}`;
  return {
    method: vector.method, path, query: parseRestQuery(query) ?? new Map(),
    headers: new Map(Object.entries({ host: 'osm.local', 'x-sdk-date': '20261121T120000Z', ...vector.headers, authorization })),
    body: Buffer.from(vector.body ?? ''), address: '127.0.0.1', secure: vector.secure ?? false,
  };
}

function proves(request: RestRequest): boolean | string {
  const claim = readClaimSdk(request, request.headers.get('authorization') ?? '');
  return 'fault' in claim ? claim.fault : claim.proves(SECRET);
}

describe.each(Object.entries(VECTORS))('%s', (_, vector) => {
  const request = requestOf(vector);

  it('is proven', () => {
    expect(proves(request)).toBe(true);
    expect(readClaimSdk(request, request.headers.get('authorization') ?? '')).toMatchObject({ accessKeyId: 'testid', signedAt: Date.UTC(2026, 10, 21, 12), securityToken: vector.headers['x-security-token'] ?? '' });
  });

  it('is not proven once anything that was signed has changed', () => {
    const header = (name: string, value: string): RestRequest => ({ ...request, headers: new Map([...request.headers, [name, value]]) });
    const changes: readonly RestRequest[] = [
      { ...request, method: 'DELETE' }, { ...request, path: `${request.path}x` }, { ...request, path: `/x${request.path}` },
      { ...request, query: new Map([...request.query, ['offset', ['1']]]) }, header('host', 'evil'), header('x-sdk-date', '20261121T120001Z'),
      ...Object.keys(vector.headers).filter((name) => name !== 'x-sdk-content-sha256').map((name) => header(name, 'other')),
      ...(vector.headers['x-sdk-content-sha256'] === undefined || vector.body === undefined ? [{ ...request, body: Buffer.from('{"reject_reason":"other"}') }] : []),
    ];
    for (const changed of changes) expect(proves(changed)).toBe(false);
  });
});

describe('a claim', () => {
  const base: Vector = VECTORS['Python: a body and a query'] ?? { method: '', uri: '', headers: {}, signed: '', signature: '' };
  const changed = (change: Partial<Vector>, headers: Readonly<Record<string, string>> = {}): RestRequest => {
    const request = requestOf({ ...base, ...change });
    return { ...request, headers: new Map([...request.headers, ...Object.entries(headers)]) };
  };
  const authorization = (text: string): RestRequest => changed({}, { authorization: text });
  const without = (name: string): RestRequest => {
    const request = changed({});
    return { ...request, headers: new Map([...request.headers].filter(([key]) => key !== name)) };
  };

  it.each([
    ['host not signed', changed({ signed: 'content-type;x-domain-id;x-sdk-date' }), /host and x-sdk-date must be signed/],
    ['the date not signed', changed({ signed: 'content-type;host;x-domain-id' }), /host and x-sdk-date must be signed/],
    ['a domain that is not signed', changed({ signed: 'content-type;host;x-sdk-date' }), /must be signed: x-domain-id$/],
    ['a language that is not signed', changed({}, { 'x-language': 'en-us' }), /must be signed: x-language$/],
    ['a time zone that is not signed', changed({}, { 'x-time-zone': 'GMT+8' }), /must be signed: x-time-zone$/],
    ['a site that is not signed', changed({}, { 'x-site': '1' }), /must be signed: x-site$/],
    ['a security token that is not signed', changed({}, { 'x-security-token': 't' }), /must be signed: x-security-token$/],
    ['a token that is not signed', changed({}, { 'x-auth-token': 't' }), /must be signed: x-auth-token$/],
    ['a subject token that is not signed', changed({}, { 'x-subject-token': 't' }), /must be signed: x-subject-token$/],
    ['a signed header that did not arrive', changed({ signed: 'content-type;host;x-domain-id;x-sdk-date;x-site' }), /did not arrive/],
    ['a header signed twice', changed({ signed: 'content-type;host;host;x-domain-id;x-sdk-date' }), /twice/],
    ['no date', without('x-sdk-date'), /X-Sdk-Date/],
    ['a date in another form', changed({}, { 'x-sdk-date': '2026-11-21T12:00:00Z' }), /X-Sdk-Date/],
    ['an impossible date', changed({}, { 'x-sdk-date': '20261341T120000Z' }), /X-Sdk-Date/],
    ['a body hash that is not the body’s', changed({ signed: 'content-type;host;x-domain-id;x-sdk-content-sha256;x-sdk-date', headers: { ...base.headers, 'x-sdk-content-sha256': '0'.repeat(64) } }), /not the hash/],
    ['an unsigned body on plain HTTP', changed({ signed: 'content-type;host;x-domain-id;x-sdk-content-sha256;x-sdk-date', headers: { ...base.headers, 'x-sdk-content-sha256': 'UNSIGNED-PAYLOAD' } }), /over TLS only/],
    ['a malformed security token', changed({ signed: `${base.signed};x-security-token`, headers: { ...base.headers, 'x-security-token': 'a b' } }), /malformed/],
    ['SM3', authorization(`SDK-HMAC-SM3 Access=testid, SignedHeaders=${base.signed}, Signature=${base.signature}`), /not one of SDK-HMAC-SHA256/],
    ['a derived key', authorization(`V11-HMAC-SHA256 Credential=testid/20261121/cn/osm, SignedHeaders=${base.signed}, Signature=${base.signature}`), /not one of/],
    ['the first dialect’s algorithm', authorization(`ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host,Signature=${base.signature}`), /not one of/],
    ['a bearer', authorization('Bearer x'), /not one of/],
    ['a signature in capitals', authorization(`SDK-HMAC-SHA256 Access=testid, SignedHeaders=${base.signed}, Signature=${base.signature.toUpperCase()}`), /not one of/],
    ['half a signature', authorization(`SDK-HMAC-SHA256 Access=testid, SignedHeaders=${base.signed}, Signature=${base.signature.slice(0, 32)}`), /not one of/],
    ['no access key', authorization(`SDK-HMAC-SHA256 Access=, SignedHeaders=${base.signed}, Signature=${base.signature}`), /not one of/],
  ])('with %s is refused', (_, request, fault) => {
    expect(proves(request)).toMatch(fault);
  });

  it('is proven by its own secret alone', () => {
    const claim = readClaimSdk(changed({}), changed({}).headers.get('authorization') ?? '');
    expect('proves' in claim && claim.proves(Buffer.from('other'))).toBe(false);
  });

  it('repeats nothing of the request in its faults', () => {
    expect(String(proves(authorization('SDK-HMAC-SHA256 Access=hunter2 hunter2, Signature=hunter2')))).not.toContain('hunter2');
  });
});

import { describe, expect, it } from 'vitest';
import { checkRestResult, decodeRest, restCatalogue } from '../../src/index.ts';
import type { RawRest, RestOperation } from '../../src/index.ts';
import { bytes, raw } from './rest-request.ts';

const { CheckHosts, ConfirmAuthorizations, CreateCases, ListAuthorizations, ListCases, ListHistoryOperateLogs, ShowLoginType, UpdateAuthorizations, UpdateCases } = restCatalogue;

/** Decoded input, or what was wrong with which part. */
function outcome(operation: RestOperation, request: RawRest): unknown {
  const decoded = decodeRest(operation, request);
  return decoded.ok ? decoded.input : `${decoded.code} ${decoded.where} ${decoded.name}`;
}

const ZH = { site: 0, language: 'zh', timeZone: 'GMT+8' };

/** As the Python SDK 3.1.219 sent them to a local server, and as the Node core makes them: a `{}` body also on GET, repeated keys. */
describe('what the official SDKs send', () => {
  it('a rejection with headers, its text escaped to ASCII', () => {
    const request = raw({
      path: { authorization_id: 'Auth-123456' }, query: 'action_id=reject', body: '{"reject_reason": "\\u7406\\u7531", "group_id": "group-123"}',
      headers: { 'x-site': '0', 'x-language': 'en-us', 'x-time-zone': 'GMT+8', 'content-type': 'application/json', 'x-domain-id': 'dom', 'x-sdk-date': '20261121T221423Z' },
    });
    expect(outcome(UpdateAuthorizations, request)).toEqual({
      site: 0, language: 'en', timeZone: 'GMT+8', path: { authorization_id: 'Auth-123456' }, query: { action_id: 'reject' }, body: { reject_reason: '理由', group_id: 'group-123' },
    });
  });

  it('a cancellation without a body', () => {
    expect(outcome(UpdateAuthorizations, raw({ path: { authorization_id: '7' }, query: 'action_id=cancel' }))).toEqual({ ...ZH, path: { authorization_id: '7' }, query: { action_id: 'cancel' }, body: {} });
  });

  it('lists as repeated keys', () => {
    const query = 'label_id_list=1&label_id_list=3&limit=10&offset=0&query_start_time=2026-11-01%2000%3A00%3A00&search_key=a%2Cb&search_key=disk%20full&status=0';
    expect(outcome(ListCases, raw({ query }))).toEqual({
      ...ZH, path: {}, body: {},
      query: { search_key: ['a,b', 'disk full'], label_id_list: ['1', '3'], query_start_time: '2026-11-01 00:00:00', status: 0, offset: 0, limit: 10 },
    });
  });

  it('lists as the documentation shows them', () => {
    expect(outcome(ListCases, raw({ query: 'label_id_list=123,456,789&search_key=disk' }))).toMatchObject({ query: { label_id_list: ['123', '456', '789'], search_key: ['disk'] } });
  });

  it.each(['{}', '', ' \r\n', '{"not":"read"}', 'not JSON', '[]'])('a GET with the body %j', (body) => {
    expect(outcome(ShowLoginType, raw({ body }))).toEqual({ ...ZH, path: {}, query: {}, body: {} });
  });

  it('a Long that no number can hold', () => {
    const path = { authorization_detail_id: '9223372036854775807' };
    expect(outcome(CheckHosts, raw({ path, body: '{"port": 22, "account": "test", "password": "p\\u00e4"}' }))).toEqual({ ...ZH, path, query: {}, body: { port: 22, account: 'test', password: 'pä' } });
  });

  it('the documentation\'s example, with its port as text', () => {
    expect(outcome(CheckHosts, raw({ path: { authorization_detail_id: '1' }, body: '{"account":"test","password":"test","port":"22"}' }))).toMatchObject({ body: { port: 22, account: 'test', password: 'test' } });
  });
});

describe('bodies', () => {
  const confirm = (body: string | Uint8Array): unknown => {
    const request = raw({ path: { authorization_id: '1' } });
    return outcome(ConfirmAuthorizations, { ...request, body: typeof body === 'string' ? bytes(body) : body });
  };
  const detail = (member: string): string => `{"auth_detail_list":[{"auth_detail_id":12,${member}}]}`;

  it.each([
    ['9223372036854775807', '9223372036854775807'], ['"9223372036854775807"', '9223372036854775807'], ['9007199254740993', '9007199254740993'], ['0', '0'],
  ])('keeps the digits of the Long %s', (spelt, read) => {
    expect(confirm(`{"auth_detail_list":[{"auth_detail_id":${spelt}}]}`)).toMatchObject({ body: { auth_detail_list: [{ auth_detail_id: read }] } });
  });

  it.each(['9223372036854775808', '-1', '-0', '1.0', '1e1', '12E0', 'true', '[]', '{}', 'null', '"012"', '" 12"', '"1e1"'])('refuses the Long %s', (spelt) => {
    expect(confirm(`{"auth_detail_list":[{"auth_detail_id":${spelt}}]}`)).toBe('OSM.01010001 body auth_detail_list');
  });

  it.each([
    ['a number where text is due', '"account":123', { account: '123' }], ['a long number where text is due', '"account":13800000000000000001', { account: '13800000000000000001' }],
    ['text where a number is due', '"port":"22"', { port: 22 }], ['null', '"port":null,"account":null', {}], ['an empty text', '"account":"","password":""', {}],
    ['a member of another dialect', '"host":"x"', {}],
  ])('reads %s', (_what, member, read) => {
    expect(confirm(detail(member))).toMatchObject({ body: { auth_detail_list: [{ auth_detail_id: '12', ...read }] } });
    const decoded = decodeRest(ConfirmAuthorizations, raw({ path: { authorization_id: '1' }, body: detail(member) }));
    expect(decoded.ok && Object.keys(decoded.input.body.auth_detail_list?.[0] ?? {}).toSorted()).toEqual(['auth_detail_id', ...Object.keys(read)].toSorted());
  });

  it.each(['"account":1e3', '"account":1.5', '"account":-0', '"account":true', '"account":["root"]', '"port":22.0', '"port":2.2e1', '"port":true', '"account":"\\ud800"', '"account":"a\\u0000"'])('refuses %s', (member) => {
    expect(confirm(detail(member))).toBe('OSM.01010001 body auth_detail_list');
  });

  it.each(['[]', '"x"', '1', 'null', 'true', '{', '{"a":1,}', "{'a':1}", '{"group_id":"1","group_id":"2"}', '{"group_id":"1"}x', '\ufeff{}', `${'['.repeat(20)}`, `{"x":"${'y'.repeat(300_000)}"}`])('is no JSON object: %j', (body) => {
    expect(confirm(body)).toBe('OSM.01010001 body ');
  });

  it.each([[[0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]], [[0xc0, 0x80]], [[0xed, 0xa0, 0x80]], [[0xf4, 0x90, 0x80, 0x80]], [[0xe4, 0xb8]]])('is no UTF-8: %j', (octets) => {
    expect(confirm(Uint8Array.from(octets))).toBe('OSM.01010001 body ');
  });

  it('leaves unknown members alone, prototypes too', () => {
    expect(confirm('{"__proto__":{"polluted":1},"constructor":{},"x":[1]}')).toEqual({ ...ZH, path: { authorization_id: '1' }, query: {}, body: {} });
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it.each([['0', 0], ['9007199254740991', 9_007_199_254_740_991], ['"1795737600000"', 1_795_737_600_000]])('reads the time %s', (spelt, read) => {
    expect(confirm(`{"auth_expire_time":${spelt}}`)).toMatchObject({ body: { auth_expire_time: read } });
  });

  it.each(['9007199254740992', '9223372036854775807', '-1', '1e12', '1795737600000.5'])('refuses the time %s', (spelt) => {
    expect(confirm(`{"auth_expire_time":${spelt}}`)).toBe('OSM.01010001 body auth_expire_time');
  });

  it('counts a list before it looks at what is in it', () => {
    const decoded = decodeRest(ConfirmAuthorizations, raw({ path: { authorization_id: '1' }, body: `{"auth_detail_list":[${'1,'.repeat(100_000)}1]}` }));
    expect(decoded).toMatchObject({ ok: false, name: 'auth_detail_list', reason: 'too long a list' });
  });

  it('keeps a map as it was sent', () => {
    const body = `{"business_type_id":"x","simple_description":"y","source_id":"83aeb0f2834c4df49826c781d32a963e","extends_map":{ "a" : [1.50, 12345678901234567890, null, true, {"中":"\\n"}] }}`;
    expect(outcome(CreateCases, raw({ body }))).toMatchObject({ body: { extends_map: '{"a":[1.50,12345678901234567890,null,true,{"中":"\\n"}]}' } });
  });
});

describe('the query', () => {
  const log = { authorization_id: '1', authorization_detail_id: '2', session_id: '3' };

  it('has its defaults', () => expect(outcome(ListHistoryOperateLogs, raw({ path: log }))).toMatchObject({ query: { sort: 0, offset: 0, limit: 10 } }));
  it('leaves unknown names alone, whatever they say', () => expect(outcome(ListAuthorizations, raw({ query: 'x=1&x=2&__proto__=3&trim_osm_rich_text_label=true' }))).toMatchObject({ query: { offset: 0, limit: 10 } }));
  it('takes the same value twice', () => expect(outcome(ListAuthorizations, raw({ query: 'limit=5&limit=5' }))).toMatchObject({ query: { limit: 5 } }));
  it.each(['sub_customer_name', 'incident_id', 'simple_description', 'group_id'])('takes an empty %s for none', (name) => {
    const decoded = decodeRest(ListAuthorizations, raw({ query: `${name}=` }));
    expect(decoded.ok && Object.keys(decoded.input.query)).toEqual(['offset', 'limit']);
  });
  it('takes an empty list for none', () => {
    const decoded = decodeRest(ListCases, raw({ query: 'search_key=&label_id_list=' }));
    expect(decoded.ok && Object.keys(decoded.input.query)).toEqual(['offset', 'limit']);
  });
  it.each([
    ['limit=5&limit=6', 'limit'], ['limit=', 'limit'], ['status=6', 'status'], ['status=10', 'status'], ['group_id=a&group_id=b', 'group_id'], ['incident_id=a%00', 'incident_id'],
  ])('refuses %s', (query, name) => expect(outcome(ListAuthorizations, raw({ query }))).toBe(`OSM.0001 query ${name}`));
  it.each(['search_key=a,,b', 'search_key=a&search_key=', 'query_start_time=2026-13-01%2000:00:00', 'query_end_time=2026-11-01T00:00:00', 'query_end_time=2026-11-01', 'incident_status=0;1', 'incident_status=,'])('refuses %s', (query) => {
    expect(outcome(ListCases, raw({ query }))).toBe(`OSM.0001 query ${query.split('=')[0]}`);
  });
});

describe('action_id', () => {
  const words = ['', 'action_id=', 'action_id=Reject', 'action_id=REJECT', 'action_id=recall', 'action_id=reject%20', `action_id=${'r'.repeat(16)}`, `action_id=${'r'.repeat(17)}`, `action_id=${'r'.repeat(5000)}`];

  it.each(words)('%.30j of UpdateAuthorizations is a business error', (query) => {
    expect(outcome(UpdateAuthorizations, raw({ path: { authorization_id: '1' }, query }))).toBe('OSM.01010001 query action_id');
  });
  it.each(words)('%.30j of UpdateCases has its own code', (query) => {
    expect(outcome(UpdateCases, raw({ path: { case_id: '1' }, query }))).toBe('OSM.01010013 query action_id');
  });
  it('twice with different values is no request', () => {
    expect(outcome(UpdateAuthorizations, raw({ path: { authorization_id: '1' }, query: 'action_id=reject&action_id=cancel' }))).toBe('OSM.0001 query action_id');
  });
});

describe('the order of faults', () => {
  const bad = { path: { authorization_id: '' }, query: 'action_id=x', body: '[', headers: { 'x-site': '2' } };

  it('tells headers, then the path, then what the request says', () => {
    expect(outcome(UpdateAuthorizations, raw(bad))).toBe('OSM.0001 header X-Site');
    expect(outcome(UpdateAuthorizations, raw({ ...bad, headers: {} }))).toBe('OSM.0001 path authorization_id');
    expect(outcome(UpdateAuthorizations, raw({ ...bad, headers: {}, path: { authorization_id: '1' } }))).toBe('OSM.01010001 query action_id');
    expect(outcome(UpdateAuthorizations, raw({ ...bad, headers: {}, path: { authorization_id: '1' }, query: 'action_id=reject' }))).toBe('OSM.01010001 body ');
  });

  it('tells a bad request before bad business, wherever each stands', () => {
    const both = { ...UpdateAuthorizations, query: { ...UpdateAuthorizations.query, ...ListAuthorizations.query } };
    expect(outcome(both, raw({ path: { authorization_id: '1' }, query: 'action_id=x&limit=0' }))).toBe('OSM.0001 query limit');
  });

  it.each(['Auth-123456', '+5', '05', '-9223372036854775808', '99999999999999999999999999999999', 'anything'])('leaves the authorization id %s to the handler', (id) => {
    expect(outcome(UpdateAuthorizations, raw({ path: { authorization_id: id }, query: 'action_id=reject' }))).toMatchObject({ path: { authorization_id: id } });
  });

  it('never repeats a value in a reason', () => {
    const secret = 'hunter2-hunter2-'.repeat(100);
    for (const body of [`{"port":22,"account":"a","password":"${secret}"}`, `{"port":22,"account":"a","password":["${secret}"]}`, `{"password":"${secret}`]) {
      const decoded = decodeRest(CheckHosts, raw({ path: { authorization_detail_id: '1' }, body }));
      expect(decoded.ok).toBe(false);
      expect(JSON.stringify(decoded)).not.toContain('hunter2');
    }
  });
});

describe('checkRestResult', () => {
  it('accepts the documented answer', () => {
    expect(checkRestResult(UpdateAuthorizations, { error_code: '', error_msg: '' })).toEqual([]);
    expect(checkRestResult(ListAuthorizations, { count: 1, incident_auth_list: [{ id: '1', status: 0, create_time: '2026-11-21T20:00:00+08:00' }] })).toEqual([]);
  });

  it.each([
    ['a long text', UpdateAuthorizations, { error_code: '', error_msg: 'x'.repeat(33) }], ['a wrong status', ListAuthorizations, { count: 1, incident_auth_list: [{ status: 6 }] }],
    ['a time without a zone', ListAuthorizations, { incident_auth_list: [{ create_time: '2026-11-21 20:00:00' }] }], ['a field too many', ShowLoginType, { login_type: 'X', secret: '' }],
    ['a missing field', restCatalogue.ShowCaseDetail, { incident_detail_info: { status: 0 } }], ['null', ShowLoginType, null],
  ])('names %s', (_what, operation, body) => expect(checkRestResult(operation, body)).not.toEqual([]));
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '@sallyport/control';
import { INSTANCE, OTHER_INSTANCE, startApi } from '../api.ts';
import type { Api } from '../api.ts';
import { signAcs3, signV1 } from '../sign.ts';
import type { Signed, ToSign } from '../sign.ts';

const PROLOG = '<?xml version="1.0" encoding="UTF-8"?>';
const XML = 'text/xml;charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';
const OWN = { version: '2026-11-01' };

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
});

const toSign = ({ params = {}, ...change }: Partial<ToSign> = {}): ToSign => ({
  action: 'ListUsers', version: '2019-12-09', params: { InstanceId: INSTANCE, Format: 'XML', ...params }, method: 'POST', key: api.admin, at: api.clock.now(), ...change,
});

interface Seen {
  readonly status: number;
  readonly type: unknown;
  /** Without the prolog, whose absence shows. */
  readonly xml: string;
  readonly requestId: string;
}

async function send(request: Pick<Signed, 'method' | 'url' | 'headers' | 'payload'>, to: Api = api): Promise<Seen> {
  const reply = await to.app.inject({ ...request, remoteAddress: '192.0.2.1' });
  const body = reply.body.startsWith(PROLOG) ? reply.body.slice(PROLOG.length) : `no prolog: ${reply.body}`;
  return { status: reply.statusCode, type: reply.headers['content-type'], xml: body, requestId: String(reply.headers['x-acs-request-id']) };
}

const schemes = [
  ['v1 GET', (change?: Partial<ToSign>) => signV1(toSign({ method: 'GET', ...change }))],
  ['v1 POST', (change?: Partial<ToSign>) => signV1(toSign({ method: 'POST', ...change }))],
  ['ACS3 GET', (change?: Partial<ToSign>) => signAcs3(toSign({ method: 'GET', ...change }))],
  ['ACS3 POST', (change?: Partial<ToSign>) => signAcs3(toSign({ method: 'POST', ...change }))],
] as const;

describe.each(schemes)('Format=XML, signed by %s', (_, sign) => {
  it('answers a batch with one Results for every item', async () => {
    const { status, type, xml, requestId } = await send(sign({ action: 'LockUsers', params: { UserIds: '["998","999"]' } }));
    expect({ status, type }).toEqual({ status: 200, type: XML });
    const item = (id: string): string => `<Results><Code>OBJECT_NOT_FOUND</Code><Message>N/A\n</Message><UserId>${id}</UserId></Results>`;
    expect(xml).toBe(`<LockUsersResponse><RequestId>${requestId}</RequestId>${item('998')}${item('999')}</LockUsersResponse>`);
  });

  it('answers an empty list', async () => {
    const { xml, requestId } = await send(sign({ action: 'ListHosts' }));
    expect(xml).toBe(`<ListHostsResponse><RequestId>${requestId}</RequestId><Hosts></Hosts><TotalCount>0</TotalCount></ListHostsResponse>`);
  });

  it('answers a refusal after the signature', async () => {
    const { status, type, xml, requestId } = await send(sign({ action: 'GetUser', params: { UserId: '987654' } }));
    expect({ status, type }).toEqual({ status: 404, type: XML });
    expect(xml).toMatch(new RegExp(`^<Error><RequestId>${requestId}</RequestId><HostId>bastion.local</HostId><Code>OBJECT_NOT_FOUND</Code><Message>[^<>&]+</Message><Recommend>http://bastion.local/docs/errors/OBJECT_NOT_FOUND</Recommend></Error>$`));
  });

  it('answers a refusal of the signature', async () => {
    const { status, type, xml } = await send(sign({ key: { ...api.admin, secret: 'wrong' }, params: { UserName: 'a&b' } }));
    expect({ status, type }).toEqual({ status: 400, type: XML });
    expect(xml).toContain('<Code>SignatureDoesNotMatch</Code>');
    // The string to sign is full of ampersands.
    expect(xml).not.toMatch(/&(?!amp;)/);
  });

  it.each([['xml', XML], ['Xml', XML], ['json', JSON_TYPE], ['JSON', JSON_TYPE], ['', JSON_TYPE]])('reads Format=%s', async (Format, type) => {
    expect(await send(sign({ params: { Format } }))).toMatchObject({ status: 200, type });
  });

  it.each(['XMLS', ' XML', 'xml,json', 'text/xml', 'YAML'])('refuses Format=%s, as JSON', async (Format) => {
    const { status, type, xml } = await send(sign({ params: { Format } }));
    expect({ status, type }).toEqual({ status: 400, type: JSON_TYPE });
    expect(xml).toContain('"Code":"InvalidParameter.Format"');
  });
});

describe('the XML of real answers', () => {
  it('spells text, numbers, lists in objects and objects in lists', async () => {
    const { UserId } = await api.ok('CreateUser', { UserName: 'xml-user', Source: 'Local', Password: 'Secret1!secret', Comment: '<&>"\u{1B}[31m]]>\r\n中😀' });
    await api.ok('LockUsers', { UserIds: `["${String(UserId)}"]` });
    const shown = await send(signAcs3(toSign({ action: 'GetUser', params: { UserId: String(UserId) } })));
    expect(shown.xml).toContain('<Comment>&lt;&amp;&gt;"\u{FFFD}[31m]]&gt;&#13;\n中😀</Comment>');
    expect(shown.xml).toContain('<UserState>Frozen</UserState>');
    expect(shown.xml).toMatch(/^<GetUserResponse><RequestId>[^<]+<\/RequestId><User>.*<\/User><\/GetUserResponse>$/s);
    const listed = await send(signV1(toSign({ params: { UserName: 'xml-user' } })));
    expect(listed.xml).toMatch(/^<ListUsersResponse><RequestId>[^<]+<\/RequestId>.*<Users>.*<UserName>xml-user<\/UserName>.*<\/Users>.*<\/ListUsersResponse>$/s);
    expect(listed.xml).toContain('<TotalCount>1</TotalCount>');
  });

  it('keeps the order and every field of the JSON', async () => {
    const names = (text: string, pattern: RegExp): readonly string[] => [...text.matchAll(pattern)].map(([, name = '']) => name);
    const json = await send(signAcs3(toSign({ ...OWN, action: 'ListPrincipals', params: { Format: 'JSON' } })));
    const { xml } = await send(signAcs3(toSign({ ...OWN, action: 'ListPrincipals' })));
    expect(names(json.xml, /"(\w+)":(?!\[)/g).filter((name) => name !== 'Principals')).toEqual(names(xml, /<(\w+)>/g).filter((name) => name !== 'Principals' && name !== 'ListPrincipalsResponse'));
    expect(xml).toContain('<PrincipalName>administrator</PrincipalName>');
  });

  it('spells the free details of audit events', async () => {
    await api.call('GetUser', { UserId: '424242' });
    const { xml } = await send(signAcs3(toSign({ ...OWN, action: 'ListAuditEvents', params: { Kind: 'api.GetUser', PageSize: '1' } })));
    expect(xml).toContain('<parameters><InstanceId>bastionhost-cn-st220aw0001</InstanceId><UserId>424242</UserId></parameters>');
  });

  it('tells who was denied what', async () => {
    const nobody = await api.principal('nobody', []);
    const { status, xml } = await send(signV1(toSign({ key: nobody })));
    expect(status).toBe(403);
    expect(xml).toMatch(/<\/Recommend><AccessDeniedDetail><AuthAction>yundun-bastionhost:ListUsers<\/AuthAction>.*<NoPermissionType>ImplicitDeny<\/NoPermissionType>.*<\/AccessDeniedDetail><\/Error>$/);
    expect((await send(signV1(toSign({ params: { InstanceId: OTHER_INSTANCE } })))).xml).toContain('<Code>OBJECT_NOT_FOUND</Code>');
  });
});

describe('a request whose parameters nobody reads', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };

  it.each<readonly [string, Pick<Signed, 'method' | 'url' | 'headers' | 'payload'>, number, string]>([
    ['no action', { method: 'GET', url: '/?Format=xml', headers: {} }, 400, 'MissingAction'],
    ['no such page', { method: 'GET', url: '/nowhere?A=b&Format=XML', headers: {} }, 404, 'InvalidAction.NotFound'],
    ['a parameter with two values', { method: 'GET', url: '/?A=1&A=2&Format=XML', headers: {} }, 400, 'RepeatedParameter'],
    ['a body that is too long', { method: 'POST', url: '/?Format=XML&A=b', headers: form, payload: `A=${'x'.repeat(1024 * 1024)}` }, 413, 'RequestEntityTooLarge'],
    ['a body of another type', { method: 'POST', url: '/?Format=XML', headers: { 'content-type': 'text/plain' }, payload: 'x' }, 415, 'UnsupportedContentType'],
  ])('is answered as its URL asks: %s', async (_, request, status, code) => {
    const seen = await send(request);
    expect(seen).toMatchObject({ status, type: XML });
    expect(seen.xml).toContain(`<Code>${code}</Code>`);
    for (const other of ['Formats=XML', 'XFormat=XML', 'Format=XMLS', 'format=XML']) {
      expect(await send({ ...request, url: request.url.replace(/Format=\w+/, other) })).toMatchObject({ status, type: JSON_TYPE });
    }
  });

  it('is answered so beyond the limit of its address, and told how long to wait', async () => {
    await using tight = await startApi({ settings: { rates: { ...DEFAULT_SETTINGS.rates, perAddress: 1, perAddressBurst: 1 } } });
    await send({ method: 'GET', url: '/', headers: {} }, tight);
    const reply = await tight.app.inject({ method: 'GET', url: '/?Format=XML', remoteAddress: '192.0.2.1' });
    expect(reply.headers).toMatchObject({ 'content-type': XML });
    expect(Number(reply.headers['x-acs-retry-after'])).toBeGreaterThan(0);
    expect(reply.body).toContain('<Code>Throttling.Address</Code>');
  });

  it('repeats no host that is none', async () => {
    expect((await send({ method: 'GET', url: '/?Format=XML', headers: { host: '<script>' } })).xml).toContain('<HostId>localhost</HostId>');
  });
});

describe('what a client says that it accepts', () => {
  it('does not choose the form: the vendor’s clients say JSON whatever Format they send', async () => {
    expect(await send(signAcs3(toSign({ headers: { accept: 'application/json' } })))).toMatchObject({ status: 200, type: XML });
    expect(await send(signAcs3(toSign({ params: { Format: '' }, headers: { accept: 'application/xml' } })))).toMatchObject({ status: 200, type: JSON_TYPE });
  });
});

import { readFile, writeFile } from 'node:fs/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sallyport, serve } from './cli.ts';
import type { Outcome, Server } from './cli.ts';

type Answer = Readonly<Record<string, unknown>>;

const SOURCE_ID = '83aeb0f2834c4df49826c781d32a963e';
const PASSWORD = 'Customer-pass-1';

/** The vendor works on the command line, the customer over the service-ticket API with a token. */
describe('service tickets on the command line', () => {
  const root = mkdtempSync(join(tmpdir(), 'sallyport-tickets-'));
  const data = join(root, 'd');
  let server: Server;
  let vendor: Readonly<Record<string, string>>;
  let token: string;
  let caseId: string;

  const run = (...words: string[]): Promise<Outcome> => sallyport([...words, '--data', data]);
  const json = async (...words: string[]): Promise<Answer> => answerOf(words, await run(...words, '--json'));
  /** As the vendor's dispatcher, with a key of his own. */
  const asVendor = (...words: string[]): Promise<Outcome> => sallyport([...words, '--endpoint', server.api, '--instance-id', vendor['INSTANCE'] ?? ''], vendor);

  beforeAll(async () => {
    const made = answerOf(['init'], await sallyport(['init', '--data', data, '--json']));
    server = await serve(data, ['--insecure-http']);
    await Promise.all([
      json('principal', 'create', 'customer', '--domain', 'acme'), json('principal', 'create', 'dispatcher', '--domain', 'vendor'),
      json('api', 'CreateUser', '--UserName', 'chen', '--Source', 'Local', '--Password', 'Correct-Horse-7'),
      json('api', 'CreateHost', '--HostName', 'db-1', '--Source', 'Local', '--OSType', 'Linux', '--ActiveAddressType', 'Private', '--HostPrivateAddress', '10.0.0.5'),
    ]);
    await Promise.all([
      json('policy', 'attach', 'ServiceTicketCustomer', 'customer'), json('policy', 'attach', 'SupportEngineerDispatcher', 'dispatcher'),
      // Names of users and hosts are looked up, which takes reading.
      json('policy', 'attach', 'Auditor', 'dispatcher'),
    ]);
    const key = await json('key', 'create', 'dispatcher');
    vendor = { SALLYPORT_ACCESS_KEY_ID: String(key['AccessKeyId']), SALLYPORT_ACCESS_KEY_SECRET: String(key['AccessKeySecret']), INSTANCE: String(made['instanceId']) };
    answerOf(['principal', 'password', 'set'], await sallyport(['principal', 'password', 'set', 'customer', '--data', data, '--json'], {}, `${PASSWORD}\n`));
    token = await tokenOf(server);
    const kinds = await osm('GET', '/v2/servicerequest/config/problems');
    const consulting = (kinds['incident_business_type_list'] as readonly { readonly business_type_id: string; readonly case_type: string }[]).find(({ case_type }) => case_type === '0');
    const opened = await osm('POST', '/v2/servicerequest/cases', { business_type_id: consulting?.business_type_id, simple_description: '数据库很慢', source_id: SOURCE_ID });
    caseId = String(opened['incident_id']);
  }, 90_000);

  afterAll(async () => {
    await server.stop();
    rmSync(root, { recursive: true, force: true });
  }, 20_000);

  async function osm(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(`${server.api}${path}`, { method, headers: { 'x-auth-token': token, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const answer = await response.json() as Answer;
    if (response.status !== 200 || (answer['error_code'] ?? '') !== '') throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  }

  it('shows tickets and moves them on', async () => {
    expect((await asVendor('case', 'list')).stdout).toMatch(new RegExp(`^ID .*DESCRIPTION\n${caseId} +submitted +customer .* 数据库很慢\n$`, 'u'));
    expect(await asVendor('case', 'advance', caseId, 'accept')).toMatchObject({ code: 0, stdout: 'The ticket is processing now.\n' });
    expect((await asVendor('case', 'advance', caseId, 'accept')).stderr).toContain('AdvanceServiceCase was refused: CaseStateConflict (409)');
    expect((await asVendor('case', 'show', caseId)).stdout).toMatch(/^Case: +\d+\nStatus: +processing\nCustomer: +customer\nDescription: +数据库很慢\n/u);
    expect((await asVendor('case', 'list', '--status', 'submitted')).stdout).toBe('none\n');
  }, 60_000);

  it('asks for an authorization, which the customer confirms, which explains, and which is recalled', async () => {
    const request = ['authorization', 'request', '--case', caseId, '--user', 'chen', '--description', 'read the slow query log'];
    const wrong = [[], ['--host', 'db-1:0'], ['--host', 'db-1', '--duration', 'long'], Array.from({ length: 6 }, () => ['--host', 'db-1']).flat()];
    expect(await Promise.all(wrong.map(async (words) => (await asVendor(...request, ...words)).code))).toEqual([2, 2, 2, 2]);
    expect(await asVendor(...request, '--host', 'no-such-host')).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no host called no-such-host.') as string });
    const asked = answerOf(request, await asVendor(...request, '--host', 'root@db-1:2222', '--console', '--duration', '2h', '--json'));
    const id = String(asked['AuthorizationId']);
    const shown = await asVendor('authorization', 'show', id);
    expect(shown.stdout).toMatch(/Status: +pending\nEngineer: +chen\nAsked by: +dispatcher\nDescription: +read the slow query log\n[\s\S]*Waits until:[\s\S]*\nDETAIL +TYPE +HOST +ACCOUNT +PORT +LENT\n/u);
    expect(shown.stdout).toMatch(/Host +db-1 +root +2222 +no\n/u);
    expect((await run('explain', '--user', 'chen', '--host', 'db-1', '--account', 'root', '--protocol', 'SSH')).stdout).toContain('ACCOUNT_NOT_FOUND');

    const hosts = (await json('api', 'GetRequestedAuthorization', '--AuthorizationId', id))['Authorization'] as { readonly Details: readonly { readonly DetailId: string; readonly Type: string }[] };
    const host = hosts.Details.find(({ Type }) => Type === 'Host')?.DetailId ?? '';
    await osm('PUT', `/v2/servicerequest/authorizations/${id}`, { auth_detail_list: [{ auth_detail_id: Number(host), account: 'root', password: 'Lent-secret-1', port: 2222 }] });
    const allowed = await run('explain', '--user', 'chen', '--host', 'db-1', '--account', 'root', '--protocol', 'SSH');
    expect(allowed.stdout).toMatch(/^Decision: allow\nUntil: /u);
    expect(allowed.stdout).toMatch(new RegExp(`grant +pass +${id} +authorization`, 'u'));
    expect((await asVendor('authorization', 'list', '--status', 'authorized')).stdout).toMatch(new RegExp(`\n${id} +${caseId} +authorized +chen +.*root@db-1:2222`, 'u'));
    expect((await asVendor('authorization', 'list', '--case', '999999')).stdout).toBe('none\n');

    expect(await asVendor('authorization', 'recall', id, '--comment', 'not needed')).toMatchObject({ code: 0, stdout: 'Recalled.\n' });
    expect((await asVendor('authorization', 'recall', id)).stderr).toContain('AuthorizationStateConflict');
    const over = await run('explain', '--user', 'chen', '--host', 'db-1', '--account', 'root', '--protocol', 'SSH');
    expect(over.stdout).toMatch(/^Decision: deny \(AUTHORIZATION_RECALLED\)\n.*not needed\n/u);
    expect((await asVendor('authorization', 'show', id)).stdout).toMatch(/Status: +recalled\n[\s\S]*Reason: +not needed\n/u);
  }, 90_000);

  it('keeps groups, second factors and temporary keys', async () => {
    const { PrincipalGroupId } = await json('principal', 'group', 'create', 'acme-ops');
    expect((await run('principal', 'group', 'add', 'acme-ops', 'customer')).stdout).toBe('Added.\n');
    expect((await run('principal', 'group', 'members', String(PrincipalGroupId))).stdout).toMatch(/\n\d+ +customer +customer +acme\n$/u);
    expect((await run('principal', 'group', 'remove', 'acme-ops', 'customer')).stdout).toBe('Removed.\n');
    expect((await run('principal', 'group', 'members', 'acme-ops')).stdout).toBe('none\n');
    expect((await run('principal', 'group', 'delete', 'acme-ops')).code).toBe(0);
    expect((await run('principal', 'group', 'list')).stdout).toBe('none\n');

    const { Secret } = await json('principal', 'totp', 'enable', 'customer');
    expect(String(Secret)).toMatch(/^[A-Z2-7]{32}$/u);
    expect((await run('principal', 'list')).stdout).toMatch(/customer +customer +acme +password, code /u);
    expect(await tokenOf(server)).toBe('');
    expect((await run('principal', 'totp', 'disable', 'customer')).stdout).toBe('Disabled.\n');
    expect(await tokenOf(server)).not.toBe('');
    expect(await run('key', 'revoke-temporary', 'customer')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^[1-9]\d* revoked\.\n$/u) as string });
    expect((await run('principal', 'password', 'clear', 'customer')).stdout).toBe('Cleared.\n');
    expect(await tokenOf(server)).toBe('');
    const inputs = ['', '\n', 'two\nlines\n', 'x'.repeat(5000)];
    expect(await Promise.all(inputs.map(async (input) => (await sallyport(['principal', 'password', 'set', 'customer', '--data', data], {}, input)).code))).toEqual([2, 2, 2, 2]);

    const key = await json('key', 'temporary', 'dispatcher', '--duration', '15m');
    const temporary = { SALLYPORT_ACCESS_KEY_ID: String(key['AccessKeyId']), SALLYPORT_ACCESS_KEY_SECRET: String(key['AccessKeySecret']) };
    const call = (env: Readonly<Record<string, string>>): Promise<Outcome> => sallyport(['case', 'show', caseId, '--endpoint', server.api, '--instance-id', vendor['INSTANCE'] ?? ''], env);
    expect((await call({ ...temporary, SALLYPORT_SECURITY_TOKEN: String(key['SecurityToken']) })).code).toBe(0);
    expect((await call(temporary)).code).toBe(1);
    expect((await run('key', 'revoke-temporary', 'dispatcher')).stdout).toBe('1 revoked.\n');
    expect((await call({ ...temporary, SALLYPORT_SECURITY_TOKEN: String(key['SecurityToken']) })).code).toBe(1);
  }, 120_000);

  it('serves lists as the operator edits them', async () => {
    await sallyport(['principal', 'password', 'set', 'customer', '--data', data], {}, PASSWORD);
    token = await tokenOf(server);
    const regions = async (): Promise<readonly unknown[]> => ((await osm('GET', '/v2/servicerequest/config/regions'))['data_center_list'] as readonly Answer[]).map(({ region_id }) => region_id);
    expect(await regions()).toContain('cn-north-4');
    const file = join(data, 'service-tickets', 'regions.json');
    await writeFile(file, (await readFile(file, 'utf8')).replace('"cn-north-4"', '"cn-edited-4"'));
    await vi.waitUntil(async () => (await regions()).includes('cn-edited-4'), { timeout: 5000, interval: 200 });
  }, 30_000);
});

function answerOf(words: readonly string[], { code, stdout, stderr }: Outcome): Answer {
  if (code !== 0) throw new Error(`${words.join(' ')}: ${stderr}`);
  return JSON.parse(stdout) as Answer;
}

/** Of the customer, by his password alone; empty: refused. */
async function tokenOf(server: Server): Promise<string> {
  const response = await fetch(`${server.api}/v3/auth/tokens`, {
    method: 'POST', headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ auth: { identity: { methods: ['password'], password: { user: { name: 'customer', password: PASSWORD, domain: { name: 'acme' } } } }, scope: { domain: { name: 'acme' } } } }),
  });
  await response.body?.cancel();
  return response.headers.get('x-subject-token') ?? '';
}
